using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Every value replaced by the bin of neighbouring values it is in, one byte a value.</summary>
/// <remarks>
/// <code>
///  bin     0         1          2        3
///  values  missing   −7 … 0.5   0.7      1 … 40
/// </code>
/// A feature with few different values has a bin for each. Otherwise bins hold about the same weight when both classes weigh the same
/// altogether, so that half of the bins stand where the rare class is. A value that weighs as much as a bin has one of its own.
/// </remarks>
internal sealed class BinnedFeatures
{
    /// <summary>The bin of missing values.</summary>
    public const byte Missing = 0;

    /// <summary>How many numbers a byte can be.</summary>
    public const int MostCodes = 256;

    private readonly byte[][] _bins;
    private readonly BinEdges[] _edges;

    private BinnedFeatures(byte[][] bins, BinEdges[] edges)
    {
        _bins = bins;
        _edges = edges;
    }

    public static BinnedFeatures Create(TrainingSet set, int maxBins, int threads, CancellationToken cancellationToken)
    {
        FeatureMatrix features = set.Features;
        byte[][] bins = new byte[features.FeatureCount][];
        var edges = new BinEdges[features.FeatureCount];
        Crew.Run(
            features.FeatureCount,
            threads,
            stop =>
            {
                var sorter = new FloatSorter();
                return feature =>
                {
                    ReadOnlySpan<float> column = features.Column(feature);
                    ReadOnlySpan<int> order = sorter.Ascending(column, stop);
                    edges[feature] = BinEdges.Find(column, order, set, maxBins);
                    stop.ThrowIfCancellationRequested();
                    bins[feature] = edges[feature].Assign(column, order);
                };
            },
            cancellationToken);
        return new BinnedFeatures(bins, edges);
    }

    /// <summary>Per row the bin, from 1 up; <see cref="Missing"/> for a missing value.</summary>
    public byte[] Bins(int feature) => _bins[feature];

    /// <summary>Where the bins of a feature begin and end.</summary>
    public BinEdges Edges(int feature) => _edges[feature];
}
