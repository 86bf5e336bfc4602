using System.Globalization;

namespace Anomaly.Detection.Explanation;

/// <summary>Splits by the names of features, as numbers. Immutable.</summary>
internal sealed class NamedSplits : SplitWords
{
    private readonly string[]? _names;

    /// <param name="tree">The tree that is to be told.</param>
    /// <param name="featureNames">One name per feature; null for x0, x1, …</param>
    /// <exception cref="ArgumentException">The tree asks for a feature without a name.</exception>
    public NamedSplits(Models.DecisionTree tree, IReadOnlyList<string>? featureNames)
    {
        if (featureNames is null) return;
        int last = -1;
        foreach (int feature in tree.Feature) last = Math.Max(last, feature);
        if (last >= featureNames.Count) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The tree asks for feature {last}, but there are {featureNames.Count} names."), nameof(featureNames));
        _names = [.. featureNames.Select(name => OneLine(name ?? throw new ArgumentException("A name is null.", nameof(featureNames))))];
    }

    public override string Of(SplitRange range) => NumberRange(NameOf(range.Feature), range, Number);

    public override string Of(int feature, ReadOnlySpan<float> row) => NumberValue(NameOf(feature), row[feature]);

    private string NameOf(int feature) => _names?[feature] ?? string.Create(CultureInfo.InvariantCulture, $"x{feature}");
}
