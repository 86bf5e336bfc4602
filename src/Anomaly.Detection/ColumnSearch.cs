using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>Goes through all that a numeric column of a record could hold, from its value outwards. Immutable; safe to share between threads without a lock.</summary>
internal sealed class ColumnSearch(DetectorScorer scorer, ColumnCuts cuts, ColumnScale scale, int column)
{
    // Few, so that little is scored in vain where the first step is enough; many, so that whole trees are blended.
    private const int StepsPerBlock = 64;

    // What it counts, in spreads, that a value was missing.
    private const double MissingDistance = 1;

    public int Column => column;

    /// <summary>The nearest value that a condition holds for, or null.</summary>
    /// <param name="cells">The record.</param>
    /// <param name="from">What counts as the value that is moved; NaN when missing.</param>
    /// <param name="range">The values it may be given.</param>
    /// <param name="holds">Asked for scores.</param>
    /// <param name="limit">Only what is nearer than this is looked for.</param>
    public ColumnMove? FindNearest(ReadOnlySpan<double> cells, double from, AllowedRange range, Func<double, bool> holds, double limit = double.PositiveInfinity)
    {
        ColumnMove? nearest = null;
        foreach (IEnumerable<ColumnMove> way in Ways(cells, from, range))
        {
            foreach (ColumnMove move in way)
            {
                if (move.Distance >= (nearest?.Distance ?? limit)) break;
                if (!holds(move.Score)) continue;
                nearest = move;
                break;
            }
        }

        return nearest;
    }

    /// <summary>Every step that the column can make.</summary>
    /// <inheritdoc cref="FindNearest"/>
    public IEnumerable<ColumnMove> All(ReadOnlySpan<double> cells, double from, AllowedRange range) => Ways(cells, from, range).SelectMany(way => way);

    /// <summary>The values around one that give a record the same score.</summary>
    /// <param name="cells">The record, the value in it.</param>
    public (double Lowest, double Highest) PieceOf(ReadOnlySpan<double> cells)
    {
        double[] found = cuts.Of(cells);
        int piece = PieceOf(found, cells[column]);
        return (LowestOf(found, piece), HighestOf(found, piece));
    }

    private IEnumerable<ColumnMove>[] Ways(ReadOnlySpan<double> cells, double from, AllowedRange range)
    {
        double[] found = cuts.Of(cells);
        double anchor = double.IsNaN(from) ? scale.Middle : from;
        double lowest = Math.Max(range.Lowest, -float.MaxValue);
        double highest = Math.Min(range.Highest, float.MaxValue);
        bool isWhole = scale.IsWhole && (double.IsNaN(from) || from == Math.Floor(from));
        double[] moved = cells.ToArray();
        return
        [
            Scored(moved, from, anchor, Steps(Downwards(found, anchor, double.IsNaN(from)), lowest, highest, isWhole)),
            Scored(moved, from, anchor, Steps(Upwards(found, anchor), lowest, highest, isWhole)),
        ];
    }

    // The piece of the value itself changes nothing; that of a missing one's anchor does, and begins there.
    private static IEnumerable<(double Edge, double Other)> Downwards(double[] found, double anchor, bool isMissing)
    {
        int piece = PieceOf(found, anchor);
        if (isMissing) yield return (anchor, LowestOf(found, piece));
        for (piece--; piece >= 0; piece--) yield return (found[piece], LowestOf(found, piece));
    }

    private static IEnumerable<(double Edge, double Other)> Upwards(double[] found, double anchor)
    {
        for (int piece = PieceOf(found, anchor) + 1; piece <= found.Length; piece++) yield return (LowestOf(found, piece), HighestOf(found, piece));
    }

    // A cut belongs to the piece below it.
    private static int PieceOf(double[] found, double value)
    {
        int place = Array.BinarySearch(found, value);
        return place >= 0 ? place : ~place;
    }

    private static double HighestOf(double[] found, int piece) => piece == found.Length ? float.MaxValue : found[piece];

    private static double LowestOf(double[] found, int piece) => piece == 0 ? -float.MaxValue : Math.BitIncrement(found[piece - 1]);

    // Pieces cut to what is allowed, and in each the value to tell.
    private static IEnumerable<double> Steps(IEnumerable<(double Edge, double Other)> pieces, double lowest, double highest, bool isWhole)
    {
        foreach ((double pieceEdge, double pieceOther) in pieces)
        {
            if (Math.Max(pieceEdge, pieceOther) < lowest || Math.Min(pieceEdge, pieceOther) > highest) continue;
            double edge = Math.Clamp(pieceEdge, lowest, highest);
            double other = Math.Clamp(pieceOther, lowest, highest);
            double told = isWhole ? ShortDecimal.NearestWhole(edge, other) : ShortDecimal.Nearest(edge, other);
            if (!double.IsNaN(told)) yield return told;
        }
    }

    private IEnumerable<ColumnMove> Scored(double[] cells, double from, double anchor, IEnumerable<double> steps)
    {
        double missing = double.IsNaN(from) ? MissingDistance : 0;
        foreach (double[] some in steps.Where(value => CanEncode(cells, value)).Chunk(StepsPerBlock))
        {
            double[] scores = Score(cells, some);
            for (int i = 0; i < some.Length; i++) yield return new ColumnMove(column, some[i], missing + (Math.Abs(some[i] - anchor) / scale.Spread), scores[i]);
        }
    }

    private bool CanEncode(double[] cells, double value)
    {
        cells[column] = value;
        return cuts.CanEncode(cells);
    }

    private double[] Score(double[] cells, double[] values)
    {
        double[] scores = new double[values.Length];
        using var block = new RowBlock(scorer, values.Length);
        foreach (double value in values)
        {
            cells[column] = value;
            block.Add(cells);
        }

        block.ScoreInto(scores);
        return scores;
    }
}
