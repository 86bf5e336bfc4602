using Anomaly.Detection.Data;

namespace Anomaly.Detection.Training;

/// <summary>The rows of one isolation tree: nodes are ranges of them, and features are gathered when they are first asked for. Owns the scratch memory of one worker.</summary>
/// <remarks>Rows are numbered within the sample, so that columns are short and stay in the cache.</remarks>
internal sealed class IsolationRows(FeatureMatrix features, int sampleSize)
{
    private readonly RowRanges _ranges = new(sampleSize);
    private readonly float[][] _columns = new float[features.FeatureCount][];
    private readonly int[] _gatheredFor = new int[features.FeatureCount];
    private int[] _sample = [];
    private int _tree;

    /// <summary>Begins with another sample.</summary>
    public void Begin(int[] sample)
    {
        _sample = sample;
        _tree++;
        _ranges.LayAll(sample.Length);
    }

    /// <summary>The rows of a node, by their number within the sample.</summary>
    public ReadOnlySpan<int> Rows(int start, int end) => _ranges.Rows(start, end);

    /// <summary>All values of a feature, by number of row.</summary>
    public ReadOnlySpan<float> Column(int feature)
    {
        float[] column = _columns[feature] ??= new float[_sample.Length];
        if (_gatheredFor[feature] == _tree) return column;
        ReadOnlySpan<float> source = features.Column(feature);
        for (int i = 0; i < column.Length; i++) column[i] = source[_sample[i]];
        _gatheredFor[feature] = _tree;
        return column;
    }

    /// <summary>What values of a feature a node holds.</summary>
    public ValueRange RangeOf(int feature, int start, int end)
    {
        ReadOnlySpan<float> column = Column(feature);
        float least = float.PositiveInfinity, greatest = float.NegativeInfinity;
        int missing = 0;
        foreach (int row in _ranges.Rows(start, end))
        {
            float value = column[row];
            if (float.IsNaN(value)) missing++;
            if (value < least) least = value;
            if (value > greatest) greatest = value;
        }

        return new ValueRange(least, greatest, missing);
    }

    /// <summary>Divides a node.</summary>
    /// <returns>Where what goes left ends.</returns>
    public int Divide(int start, int end, ReadOnlySpan<float> column, float threshold, bool missingGoesLeft) => _ranges.DivideByValue(start, end, column, threshold, missingGoesLeft);
}
