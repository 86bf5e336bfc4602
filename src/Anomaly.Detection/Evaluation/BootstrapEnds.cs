using Anomaly.Detection.Numerics;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Evaluation;

/// <summary>The figures of many draws, and between which numbers the middle share of them lies.</summary>
/// <remarks>Ends are quantiles by linear interpolation (R7, numpy's default). Neither the order of the rows nor the number of threads changes a bit.</remarks>
internal sealed class BootstrapEnds
{
    private readonly double[][] _figures = new double[FigureSet.Count][];
    private readonly double _tail;

    private BootstrapEnds(BootstrapOptions options)
    {
        for (int figure = 0; figure < FigureSet.Count; figure++) _figures[figure] = new double[options.Replicates];
        _tail = (1 - options.Confidence) / 2;
    }

    /// <summary>Draws.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BootstrapEnds Draw(BootstrapSample sample, BootstrapOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var ends = new BootstrapEnds(options);
        int reportEvery = Math.Max(1, options.Replicates / 100);
        var done = new InOrder<bool>((replicate, _) =>
        {
            if ((replicate + 1) % reportEvery == 0 || replicate + 1 == options.Replicates) progress?.Report((replicate + 1.0) / options.Replicates);
        });
        Crew.Run(options.Replicates, options.MaxThreads ?? Environment.ProcessorCount, Hire, cancellationToken);
        foreach (double[] replicates in ends._figures) Array.Sort(replicates);
        return ends;

        Action<int> Hire(CancellationToken stop)
        {
            var draw = new BootstrapDraw(sample);
            return replicate =>
            {
                RandomStream random = options.Open(replicate);
                FigureSet drawn = draw.Next(ref random, stop);
                for (int figure = 0; figure < FigureSet.Count; figure++) ends._figures[figure][replicate] = drawn[figure];
                done.Pass(replicate, true);
            };
        }
    }

    /// <summary>The interval of a figure; without ends where the figure is undefined, as it is then in every draw.</summary>
    /// <param name="figure">Its number in <see cref="FigureSet"/>.</param>
    /// <param name="value">The figure of the rows themselves.</param>
    public MetricInterval Of(int figure, double value) => double.IsNaN(value)
        ? MetricInterval.Only(value)
        : new MetricInterval(value, Quantile(figure, _tail), Quantile(figure, 1 - _tail));

    private double Quantile(int figure, double share) => SortedArrayStatistics.QuantileCustom(_figures[figure], share, QuantileDefinition.R7);
}
