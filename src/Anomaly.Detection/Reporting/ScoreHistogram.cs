using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Reporting;

/// <summary>How the probabilities of each class are spread over [0, 1]. Immutable.</summary>
public sealed class ScoreHistogram
{
    /// <summary>How many intervals there are unless another number is asked for.</summary>
    public const int UsualBinCount = 40;

    private const int MostBins = 10_000;

    private ScoreHistogram(ImmutableArray<ScoreBin> bins) => Bins = bins;

    /// <summary>Intervals of equal width from 0 to 1, empty ones too.</summary>
    public ImmutableArray<ScoreBin> Bins { get; }

    /// <summary>Counts probabilities.</summary>
    /// <param name="probabilities">One probability a row, in [0, 1].</param>
    /// <param name="isAnomaly">One label a row.</param>
    /// <param name="binCount">The number of intervals, in [1, 10000].</param>
    /// <returns>The histogram; the order of the rows does not change it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a probability is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of intervals is out of range.</exception>
    public static ScoreHistogram Compute(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly, int binCount = UsualBinCount)
    {
        if (binCount is < 1 or > MostBins) throw new ArgumentOutOfRangeException(nameof(binCount), binCount, $"A histogram has 1 to {MostBins} intervals.");
        if (probabilities.IsEmpty) throw new ArgumentException("There are 0 rows; at least one is needed.", nameof(probabilities));
        if (probabilities.Length != isAnomaly.Length) throw new ArgumentException($"{isAnomaly.Length} labels do not fit {probabilities.Length} probabilities.", nameof(isAnomaly));
        int[] normals = new int[binCount], anomalies = new int[binCount];
        for (int row = 0; row < probabilities.Length; row++)
        {
            double probability = probabilities[row];
            if (!(probability is >= 0 and <= 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The probability of row {row} is {probability}; it must be in [0, 1]."), nameof(probabilities));
            int bin = Math.Min((int)(probability * binCount), binCount - 1);
            (isAnomaly[row] ? anomalies : normals)[bin]++;
        }

        return new ScoreHistogram([.. Enumerable.Range(0, binCount).Select(i => new ScoreBin((double)i / binCount, (double)(i + 1) / binCount, normals[i], anomalies[i]))]);
    }
}
