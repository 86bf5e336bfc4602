using System.Globalization;
using Anomaly.Detection.Numerics;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Figures of scored rows with their bootstrap intervals: how much of a figure is the luck of which rows were judged.</summary>
/// <remarks>
/// <para>
/// The stratified percentile bootstrap (Efron, 1979; Efron and Tibshirani, 1993, chapter 13): as many anomalies as there are, and as many normal rows, are drawn with
/// replacement, the figures are taken of them, and that again and again; an interval holds the middle share of what came out. Ends are quantiles by
/// linear interpolation (R7, numpy's default). The model stays as it is: what another training table would have changed is not in the interval. Rows
/// that belong together, such as sessions of one user, say less than as many independent ones, and their true interval is wider.
/// </para>
/// <para>The order of the rows and the number of threads do not change a bit.</para>
/// </remarks>
public sealed record BootstrapIntervals
{
    private const int FigureCount = 6;

    /// <summary>The share of rows that are judged rightly.</summary>
    public required MetricInterval Accuracy { get; init; }

    /// <summary>The share of flagged rows that are anomalies; undefined where nothing is flagged.</summary>
    public required MetricInterval Precision { get; init; }

    /// <summary>The share of anomalies that are flagged.</summary>
    public required MetricInterval Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public required MetricInterval F1 { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required MetricInterval RocAuc { get; init; }

    /// <summary>The average precision.</summary>
    public required MetricInterval AveragePrecision { get; init; }

    /// <summary>Measures figures and intervals.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous; any scale.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="threshold">A row is flagged when its score ≥ this; a finite number.</param>
    /// <param name="options">How to draw; the defaults when null.</param>
    /// <param name="progress">Told the share of replicates that are done, about a hundred times, in ascending order.</param>
    /// <param name="cancellationToken">Stops the drawing; nothing is returned.</param>
    /// <returns>The intervals; the same for the same scores of each class, options and seed.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score is not finite, or the threshold is not.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BootstrapIntervals Compute(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> isAnomaly,
        double threshold,
        BootstrapOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        BootstrapOptions chosen = options ?? new BootstrapOptions();
        RankedScores ranked = Rank(scores, isAnomaly, threshold);
        var sample = new BootstrapSample(ranked, threshold);
        double[][] figures = new double[FigureCount][];
        for (int figure = 0; figure < FigureCount; figure++) figures[figure] = new double[chosen.Replicates];

        int reportEvery = Math.Max(1, chosen.Replicates / 100);
        var done = new InOrder<bool>((replicate, _) =>
        {
            if ((replicate + 1) % reportEvery == 0 || replicate + 1 == chosen.Replicates) progress?.Report((replicate + 1.0) / chosen.Replicates);
        });
        Crew.Run(chosen.Replicates, chosen.MaxThreads ?? Environment.ProcessorCount, Hire, cancellationToken);
        FigureSet values = sample.Unresampled();
        return Of(figure => IntervalOf(values[figure], figures[figure], chosen.Confidence));

        Action<int> Hire(CancellationToken stop)
        {
            var draw = new BootstrapDraw(sample);
            return replicate =>
            {
                RandomStream random = chosen.Open(replicate);
                FigureSet drawn = draw.Next(ref random, stop);
                for (int figure = 0; figure < FigureCount; figure++) figures[figure][replicate] = drawn[figure];
                done.Pass(replicate, true);
            };
        }
    }

    /// <summary>The figures alone, with no ends.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Compute"/>.</exception>
    internal static BootstrapIntervals WithoutEnds(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double threshold)
    {
        FigureSet values = new BootstrapSample(Rank(scores, isAnomaly, threshold), threshold).Unresampled();
        return Of(figure => MetricInterval.Only(values[figure]));
    }

    private static RankedScores Rank(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double threshold)
    {
        if (!double.IsFinite(threshold)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The threshold is {threshold}; bootstrap intervals need a finite one."), nameof(threshold));
        return RankedScores.Rank(scores, isAnomaly, "A bootstrap interval");
    }

    private static BootstrapIntervals Of(Func<int, MetricInterval> interval) => new()
    {
        Accuracy = interval(0),
        Precision = interval(1),
        Recall = interval(2),
        F1 = interval(3),
        RocAuc = interval(4),
        AveragePrecision = interval(5),
    };

    // Sorts the replicates in place; Array.Sort puts NaN first.
    private static MetricInterval IntervalOf(double value, double[] replicates, double confidence)
    {
        Array.Sort(replicates);
        int undefined = 0;
        while (undefined < replicates.Length && double.IsNaN(replicates[undefined])) undefined++;
        if (undefined == replicates.Length) return MetricInterval.Only(value) with { UndefinedReplicates = undefined };
        double[] defined = undefined == 0 ? replicates : replicates[undefined..];
        double tail = (1 - confidence) / 2;
        double low = SortedArrayStatistics.QuantileCustom(defined, tail, QuantileDefinition.R7);
        double high = SortedArrayStatistics.QuantileCustom(defined, 1 - tail, QuantileDefinition.R7);
        return new MetricInterval(value, low, high) { UndefinedReplicates = undefined };
    }
}
