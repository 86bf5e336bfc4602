using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Adds up what features did to what columns did: all features of a column are its own, and one made of two columns is half of each. Immutable.</summary>
internal sealed class ColumnShares
{
    // Per feature the first column twice, or both: each takes a half.
    private readonly int[] _first;
    private readonly int[] _second;

    public ColumnShares(FeatureEncoder encoder)
    {
        _first = [.. encoder.Features.Select(feature => feature.Source)];
        _second = [.. encoder.Features.Select(feature => feature.HasTwoSources ? feature.SecondSource : feature.Source)];
        Columns = [.. _first.Concat(_second).Distinct().Order()];
    }

    /// <summary>The columns that feed a feature, in the order of the schema.</summary>
    public int[] Columns { get; }

    /// <summary>Adds up the contributions to one row.</summary>
    /// <param name="features">One per feature of the encoder.</param>
    /// <param name="columns">Receives one per column of the schema; 0 for those that feed no feature.</param>
    public void Add(ReadOnlySpan<double> features, Span<double> columns)
    {
        columns.Clear();
        for (int feature = 0; feature < features.Length; feature++)
        {
            double half = features[feature] / 2;
            columns[_first[feature]] += half;
            columns[_second[feature]] += half;
        }
    }
}
