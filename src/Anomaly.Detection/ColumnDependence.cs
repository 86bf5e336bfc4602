using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Judges the rows of a table with other values in one or two columns. Immutable.</summary>
internal sealed class ColumnDependence
{
    private readonly FeatureEncoder _encoder;
    private readonly DetectorScorer _scorer;
    private readonly Decision _decision;
    private readonly DependenceOptions _options;
    private readonly int? _maxThreads;
    private readonly TableCells _cells;
    private readonly double[][] _rows;
    private readonly int[] _numbers;

    /// <exception cref="ArgumentException">The table is empty.</exception>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or out of range; column and row are named.</exception>
    public ColumnDependence(FeatureEncoder encoder, DetectorScorer scorer, Decision decision, Table table, DependenceOptions options, int? maxThreads)
    {
        if (table.RowCount == 0) throw new ArgumentException("The table has no rows to look at.", nameof(table));
        _encoder = encoder;
        _scorer = scorer;
        _decision = decision;
        _options = options;
        _maxThreads = maxThreads;
        _cells = encoder.CellsOf(table);
        _numbers = EvenRows.Pick(table.RowCount, options.MostRows);
        _rows = [.. _numbers.Select(Read)];
    }

    /// <summary>One column.</summary>
    public PartialDependence Of(string column, IProgress<int>? progress, CancellationToken cancellationToken) =>
        Of(DependenceGrid.Of(_encoder, _cells, column, _options.MostPoints), progress, cancellationToken);

    /// <summary>Two columns together.</summary>
    public PairDependence Of(string first, string second, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        DependenceGrid one = DependenceGrid.Of(_encoder, _cells, first, _options.MostPoints);
        DependenceGrid other = DependenceGrid.Of(_encoder, _cells, second, _options.MostPoints);
        if (one.Column == other.Column) throw new ArgumentException($"Column {RecordFormatException.Quote(first)} was given twice; a pair needs two columns.", nameof(second));
        int width = other.Values.Length;
        double[] means = new double[one.Values.Length * width];
        Run(
            means.Length,
            point => means[point] = Mean(Judge([(one.Column, one.Values[point / width]), (other.Column, other.Values[point % width])])),
            progress,
            cancellationToken);
        return new PairDependence
        {
            First = Of(one, progress: null, cancellationToken),
            Second = Of(other, progress: null, cancellationToken),
            Means = [.. means.Chunk(width).Select(row => row.ToImmutableArray())],
        };
    }

    private PartialDependence Of(DependenceGrid grid, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        double[] means = new double[grid.Values.Length];
        int[] kept = EvenRows.Pick(_rows.Length, _options.MostCurves);
        double[][] curves = [.. kept.Select(_ => new double[means.Length])];
        Run(
            means.Length,
            point =>
            {
                double[] probabilities = Judge([(grid.Column, grid.Values[point])]);
                means[point] = Mean(probabilities);
                for (int curve = 0; curve < kept.Length; curve++) curves[curve][point] = probabilities[kept[curve]];
            },
            progress,
            cancellationToken);
        return new PartialDependence
        {
            Column = grid.Definition.Name,
            Kind = grid.Definition.Kind,
            RowCount = _rows.Length,
            Points = [.. means.Select((mean, point) => new DependencePoint(grid.Values[point], grid.Labels[point], mean))],
            Curves = [.. curves.Select(curve => curve.ToImmutableArray())],
        };
    }

    // A task is a point: its rows are added in their order, whichever thread has it.
    private void Run(int pointCount, Action<int> work, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var done = new InOrder<bool>((point, _) => progress?.Report(point + 1));
        Crew.Run(
            pointCount,
            _maxThreads ?? Environment.ProcessorCount,
            _ => point =>
            {
                work(point);
                done.Pass(point, true);
            },
            cancellationToken);
    }

    private double[] Judge(ReadOnlySpan<(int Column, double Value)> set)
    {
        double[] probabilities = new double[_rows.Length];
        int done = 0;
        using var block = new RowBlock(_scorer, _rows.Length);
        for (int row = 0; row < _rows.Length; row++)
        {
            _rows[row].CopyTo(block.Cells);
            foreach ((int column, double value) in set) block.Cells[column] = value;
            try
            {
                block.Add(block.Cells);
            }
            catch (RecordFormatException exception)
            {
                throw exception.AtRow(_numbers[row] + 1);
            }

            if (block.IsFull) done += block.ScoreInto(probabilities.AsSpan(done));
        }

        block.ScoreInto(probabilities.AsSpan(done));
        for (int row = 0; row < probabilities.Length; row++) probabilities[row] = _decision.Probability(probabilities[row]);
        return probabilities;
    }

    private static double Mean(double[] values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }

    private double[] Read(int row)
    {
        double[] cells = new double[_encoder.CellCount];
        try
        {
            _cells.ReadRow(row, cells);
        }
        catch (RecordFormatException exception)
        {
            throw exception.AtRow(row + 1);
        }

        return cells;
    }
}
