using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Draws rows with replacement and takes their figures; owns the counts, so one thread uses it at a time.</summary>
/// <remarks>
/// Each row is drawn by itself, as the bootstrap is defined, and only its block is counted: one random number and one count a row, one step a
/// block, no sorting. Drawing the counts of blocks at once (multinomial) would be faster only where blocks are few, and needs logarithms.
/// </remarks>
internal sealed class BootstrapDraw(BootstrapSample sample)
{
    private const int NumbersAtOnce = 2048;

    private readonly int[] _anomalies = new int[sample.BlockCount];
    private readonly int[] _normals = new int[sample.BlockCount];
    private readonly ulong[] _numbers = new ulong[NumbersAtOnce];

    /// <summary>The figures of the next draw: as many rows of each class as there are, anomalies first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public FigureSet Next(ref RandomStream random, CancellationToken cancellationToken)
    {
        Count(sample.BlocksOfAnomalies, _anomalies, ref random, cancellationToken);
        Count(sample.BlocksOfNormals, _normals, ref random, cancellationToken);
        return Measure();
    }

    private void Count(ReadOnlySpan<int> blocks, int[] counts, ref RandomStream random, CancellationToken cancellationToken)
    {
        Array.Clear(counts);
        int left = blocks.Length;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Never more numbers than rows are left, so that what follows begins where single draws would have ended.
            Span<ulong> numbers = _numbers.AsSpan(0, Math.Min(left, NumbersAtOnce));
            random.Fill(numbers);
            foreach (ulong number in numbers)
            {
                if (!RandomStream.TryBelow(blocks.Length, number, out int row)) continue;
                counts[blocks[row]]++;
                left--;
            }
        }
    }

    // Metrics.RocAuc and Metrics.AveragePrecision in one walk, with their arithmetic: the same counts give the same bits.
    private FigureSet Measure()
    {
        int anomalyCount = sample.BlocksOfAnomalies.Length, normalCount = sample.BlocksOfNormals.Length;
        long halves = 0;
        double precisions = 0;
        int found = 0, alarms = 0, foundAtThreshold = 0, alarmsAtThreshold = 0;
        for (int block = 0; block < _anomalies.Length; block++)
        {
            int anomalies = _anomalies[block], normals = _normals[block];
            alarms += normals;
            if (anomalies != 0)
            {
                found += anomalies;
                halves += anomalies * ((2L * (normalCount - alarms)) + normals);
                precisions += (double)((long)anomalies * found) / (found + alarms);
            }

            if (block != sample.FlaggedBlocks - 1) continue;
            foundAtThreshold = found;
            alarmsAtThreshold = alarms;
        }

        var confusion = new ConfusionMatrix(normalCount - alarmsAtThreshold, alarmsAtThreshold, anomalyCount - foundAtThreshold, foundAtThreshold);
        return new FigureSet(confusion, (double)halves / (2L * anomalyCount * normalCount), precisions / anomalyCount);
    }
}
