using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Looks for the nearest changes that take records under the threshold. Immutable; safe to share between threads without a lock.</summary>
/// <remarks>
/// <para>One column: exact. The score is constant between neighbouring <see cref="ColumnCuts"/>, so one value in each piece is tried, from the record's own outwards in both directions.</para>
/// <para>
/// Two columns: greedy. A first column makes its best step, the one after which the score is lowest, and then the one that lowers it most for its distance; a second is searched exactly.
/// Then each in turn is searched again while the other stays, until neither can stay nearer. Of all pairs that have a first column among the
/// <see cref="MostFirstColumns"/> that can lower the score most, those are kept that are nearer than either column can do alone.
/// </para>
/// </remarks>
internal sealed class CounterfactualSearch
{
    private const int MostFirstColumns = 8;

    private readonly FeatureEncoder _encoder;
    private readonly DetectorScorer _scorer;
    private readonly Decision _decision;
    private readonly ColumnSearch[] _columns;
    private readonly ImmutableArray<ColumnScale> _scales;

    /// <exception cref="NotSupportedException">The model, or a member of it, has no trees.</exception>
    public CounterfactualSearch(FeatureEncoder encoder, IAnomalyModel model, DetectorScorer scorer, Decision decision)
    {
        _encoder = encoder;
        _scorer = scorer;
        _decision = decision;
        ImmutableArray<AskingTree> trees = AskingTree.Of(model);
        int[] numeric = [.. Enumerable.Range(0, encoder.CellCount).Where(column => encoder.Schema[column].Kind == FeatureKind.Numeric && encoder.Features.Any(feature => ColumnCuts.IsOf(feature, column)))];
        _scales = ColumnScale.OfAll(encoder, trees);
        _columns = [.. numeric.Select(column => new ColumnSearch(scorer, new ColumnCuts(encoder, trees, column), _scales[column], column))];
    }

    /// <summary>Looks for changes of a record.</summary>
    /// <exception cref="ArgumentException">An option names a column that is not there, or a range one that is not numeric.</exception>
    /// <exception cref="RecordFormatException">A value is beyond the range of a float.</exception>
    public CounterfactualResult Find(double[] cells, CounterfactualOptions options, CancellationToken cancellationToken)
    {
        AnomalyPrediction prediction = Judge(cells);
        var asked = new Asked(this, cells, options);
        if (!prediction.IsAnomaly) return Refused(FormattableString.Invariant($"The probability {prediction.AnomalyProbability:0.####} is under the threshold {_decision.Threshold:0.####} as it is."));
        if (asked.Columns.Length == 0) return Refused("No column may move: none that feeds the model is numeric and free.");
        ColumnMove?[] alone = [.. asked.Columns.Select(asked.FindAlone(cancellationToken))];
        var changes = alone.OfType<ColumnMove>().Select(move => Told(cells, [move])).ToList();
        if (options.MostColumns == 2) changes.AddRange(asked.FindPairs(alone, prediction.RawScore, cancellationToken).Select(pair => Told(cells, pair)));
        if (changes.Count == 0) return Refused(FormattableString.Invariant($"No change of {(options.MostColumns == 1 ? "one numeric column" : "one or two numeric columns")} was found that takes the probability {prediction.AnomalyProbability:0.####} under the threshold {_decision.Threshold:0.####}."));

        // The sort is stable: of equally near ones the fewer columns come first, then the columns' own order.
        return new CounterfactualResult { Prediction = prediction, Counterfactuals = [.. changes.OrderBy(change => change.Distance).Take(options.MostResults)] };

        CounterfactualResult Refused(string reason) => new() { Prediction = prediction, Counterfactuals = [], Refusal = reason };
    }

    private Counterfactual Told(double[] cells, ImmutableArray<ColumnMove> moves)
    {
        double[] changed = [.. cells];
        foreach (ColumnMove move in moves) changed[move.Column] = move.To;
        return new Counterfactual
        {
            Changes = [.. moves.OrderBy(move => move.Column).Select(move => Told(move, cells[move.Column], changed))],
            Probability = Judge(changed).AnomalyProbability,
            Distance = moves.Sum(move => move.Distance),
        };
    }

    private ColumnChange Told(ColumnMove move, double from, double[] changed)
    {
        (double lowest, double highest) = _columns.First(search => search.Column == move.Column).PieceOf(changed);
        return new ColumnChange { Column = _encoder.Schema[move.Column].Name, From = from, To = move.To, Lowest = lowest, Highest = highest, Distance = move.Distance };
    }

    private AnomalyPrediction Judge(double[] cells)
    {
        float[] row = new float[_encoder.FeatureCount];
        _scorer.Encode(cells, row);
        return _decision.Of(_scorer.Score(row));
    }

    private bool IsUnder(double score) => !_decision.Of(score).IsAnomaly;

    /// <summary>The search for one record.</summary>
    private sealed class Asked
    {
        private readonly CounterfactualSearch _search;
        private readonly double[] _cells;
        private readonly Dictionary<int, AllowedRange> _ranges = [];

        public Asked(CounterfactualSearch search, double[] cells, CounterfactualOptions options)
        {
            _search = search;
            _cells = cells;
            FeatureSchema schema = search._encoder.Schema;
            var held = options.Fixed.Select(schema.RequiredIndexOf).ToHashSet();
            foreach ((string name, AllowedRange range) in options.Ranges)
            {
                int column = schema.RequiredIndexOf(name);
                if (schema[column].Kind != FeatureKind.Numeric) throw new ArgumentException($"Column {RecordFormatException.Quote(name)} has a range, but is {schema[column].Kind}, not {FeatureKind.Numeric}.", nameof(options));
                _ranges.Add(column, range);
            }

            Columns = [.. search._columns.Where(column => !held.Contains(column.Column))];
            foreach (ColumnSearch column in Columns) _ranges.TryAdd(column.Column, DefaultRange(search._scales[column.Column], cells[column.Column]));
        }

        public ImmutableArray<ColumnSearch> Columns { get; }

        /// <summary>The nearest change of one column, found when asked.</summary>
        public Func<ColumnSearch, ColumnMove?> FindAlone(CancellationToken cancellationToken) => column =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Nearest(column, _cells, double.PositiveInfinity);
        };

        /// <summary>The changes of two columns that are nearer than what either can do alone, one per pair.</summary>
        public ImmutableArray<ImmutableArray<ColumnMove>> FindPairs(ColumnMove?[] alone, double score, CancellationToken cancellationToken)
        {
            var best = new SortedDictionary<(int, int), ImmutableArray<ColumnMove>>();
            foreach ((int first, ImmutableArray<ColumnMove> steps) in FirstSteps(score, cancellationToken))
            {
                for (int second = 0; second < Columns.Length; second++)
                {
                    if (second == first) continue;
                    var key = (Math.Min(first, second), Math.Max(first, second));
                    foreach (ColumnMove step in steps)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        double limit = Math.Min(alone[first]?.Distance ?? double.PositiveInfinity, alone[second]?.Distance ?? double.PositiveInfinity);
                        if (best.TryGetValue(key, out ImmutableArray<ColumnMove> known)) limit = Math.Min(limit, Distance(known));
                        if (Pair(Columns[first], step, Columns[second]) is { } pair && Distance(pair) < limit && pair.All(IsNotEnough)) best[key] = pair;
                    }
                }
            }

            return [.. best.Values];
        }

        private static double Distance(ImmutableArray<ColumnMove> moves) => moves.Sum(move => move.Distance);

        // What must not sink below 0 by itself: counts, amounts, durations.
        private static AllowedRange DefaultRange(ColumnScale scale, double value) =>
            new(scale.IsNeverNegative && !(value < 0) ? 0 : double.NegativeInfinity, double.PositiveInfinity);

        private ColumnMove? Nearest(ColumnSearch column, double[] cells, double limit) =>
            column.FindNearest(cells, _cells[column.Column], _ranges[column.Column], _search.IsUnder, limit);

        // Where a rounder value is told for a column alone, the value told in company may be nearer, and do alone too.
        private bool IsNotEnough(ColumnMove move)
        {
            double[] cells = [.. _cells];
            cells[move.Column] = move.To;
            return _search.Judge(cells).IsAnomaly;
        }

        private ImmutableArray<(int Column, ImmutableArray<ColumnMove> Steps)> FirstSteps(double score, CancellationToken cancellationToken)
        {
            var steps = new List<(int Column, ColumnMove Lowest, ColumnMove Steepest)>();
            for (int column = 0; column < Columns.Length; column++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ColumnMove[] falling = [.. Columns[column].All(_cells, _cells[Columns[column].Column], _ranges[Columns[column].Column]).Where(move => move.Score < score)];
                if (falling.Length == 0) continue;

                // The first of equal ones: downwards before upwards, the nearer first.
                steps.Add((column, falling.MinBy(move => (move.Score, move.Distance))!, falling.MaxBy(move => (score - move.Score) / move.Distance)!));
            }

            return [.. steps.OrderBy(step => step.Lowest.Score).Take(MostFirstColumns).Select(step => (step.Column, ImmutableArray.Create(step.Lowest, step.Steepest)))];
        }

        private ImmutableArray<ColumnMove>? Pair(ColumnSearch first, ColumnMove step, ColumnSearch second)
        {
            double[] cells = [.. _cells];
            cells[first.Column] = step.To;
            if (Nearest(second, cells, double.PositiveInfinity) is not { } answer) return null;

            // Every round comes nearer, and there are only so many pieces.
            while (true)
            {
                cells[second.Column] = answer.To;
                if (Nearest(first, cells, step.Distance) is not { } nearer) return [step, answer];
                step = nearer;
                cells[first.Column] = step.To;
                answer = Nearest(second, cells, answer.Distance) ?? answer;
            }
        }
    }
}
