using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Draws rows with replacement and takes their figures; owns the counts, so one thread uses it at a time.</summary>
/// <remarks>
/// Each row is drawn by itself, as the bootstrap is defined, and only its cell is counted: one random number and one count a row, one step a
/// cell, no sorting. Drawing the counts of cells at once (multinomial) would be faster only where cells are few, and needs logarithms.
/// </remarks>
internal sealed class BootstrapDraw(BootstrapSample sample)
{
    private const int NumbersAtOnce = 2048;

    private readonly int[] _anomalies = new int[sample.Cells.Length];
    private readonly int[] _normals = new int[sample.Cells.Length];
    private readonly ulong[] _numbers = new ulong[NumbersAtOnce];

    /// <summary>The figures of the next draw: as many rows of each class as there are, anomalies first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public FigureSet Next(ref RandomStream random, CancellationToken cancellationToken)
    {
        Count(sample.CellsOfAnomalies, _anomalies, ref random, cancellationToken);
        Count(sample.CellsOfNormals, _normals, ref random, cancellationToken);
        return Measure();
    }

    private void Count(ReadOnlySpan<int> cells, int[] counts, ref RandomStream random, CancellationToken cancellationToken)
    {
        Array.Clear(counts);
        int left = cells.Length;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Never more numbers than rows are left, so that what follows begins where single draws would have ended.
            Span<ulong> numbers = _numbers.AsSpan(0, Math.Min(left, NumbersAtOnce));
            random.Fill(numbers);
            foreach (ulong number in numbers)
            {
                if (!RandomStream.TryBelow(cells.Length, number, out int row)) continue;
                counts[cells[row]]++;
                left--;
            }
        }
    }

    // Metrics.AveragePrecision in one walk, with its arithmetic: the same counts give the same bits. Losses are added in the order of the cells.
    private FigureSet Measure()
    {
        int anomalyCount = sample.CellsOfAnomalies.Length, normalCount = sample.CellsOfNormals.Length;
        double precisions = 0, logarithmic = 0, squared = 0;
        int found = 0, alarms = 0, foundInBlock = 0, foundFlagged = 0, alarmsFlagged = 0;
        ReadOnlySpan<BootstrapCell> cells = sample.Cells;
        for (int i = 0; i < cells.Length; i++)
        {
            ref readonly BootstrapCell cell = ref cells[i];
            int anomalies = _anomalies[i], normals = _normals[i];
            logarithmic += (anomalies * cell.Anomaly.Logarithmic) + (normals * cell.Normal.Logarithmic);
            squared += (anomalies * cell.Anomaly.Squared) + (normals * cell.Normal.Squared);
            alarms += normals;
            foundInBlock += anomalies;
            if (cell.IsFlagged)
            {
                foundFlagged += anomalies;
                alarmsFlagged += normals;
            }

            if (!cell.EndsBlock || foundInBlock == 0) continue;
            found += foundInBlock;
            precisions += (double)((long)foundInBlock * found) / (found + alarms);
            foundInBlock = 0;
        }

        int rowCount = anomalyCount + normalCount;
        var confusion = new ConfusionMatrix(normalCount - alarmsFlagged, alarmsFlagged, anomalyCount - foundFlagged, foundFlagged);
        return new FigureSet(confusion, precisions / anomalyCount, logarithmic / rowCount, squared / rowCount);
    }
}
