using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>Puts constraints that are given by name into the order of the encoder's features.</summary>
internal static class NamedConstraints
{
    /// <exception cref="OptionsException">A name is none of a feature, or the feature is made of categories.</exception>
    public static MonotonicConstraints Of(FeatureEncoder encoder, IReadOnlyDictionary<string, Monotonicity> byName)
    {
        if (byName.Count == 0) return MonotonicConstraints.None;
        Monotonicity[] constraints = new Monotonicity[encoder.FeatureCount];
        foreach ((string name, Monotonicity order) in byName) constraints[IndexOf(encoder, name)] = order;
        return MonotonicConstraints.Create(constraints);
    }

    private static int IndexOf(FeatureEncoder encoder, string name)
    {
        int column = encoder.Schema.IndexOf(name);
        if (column >= 0 && encoder.Schema[column].Kind == FeatureKind.Categorical) Refuse(name, "a categorical column, whose codes are in no order");
        for (int feature = 0; feature < encoder.FeatureCount; feature++)
        {
            if (!string.Equals(encoder.Features[feature].Name, name, StringComparison.Ordinal)) continue;
            if (!IsNumber(encoder.Features[feature])) Refuse(name, "made of categories");
            return feature;
        }

        Refuse(name, $"no feature; those that are numbers are {string.Join(", ", encoder.Features.Where(IsNumber).Select(feature => feature.Name))}");
        return -1;
    }

    private static bool IsNumber(EncodedFeature feature) => feature.Operation is not (FeatureOperation.Code or FeatureOperation.Frequency or FeatureOperation.OneHot);

    private static void Refuse(string name, string what) =>
        OptionGuard.Throw(nameof(AnomalyDetectorOptions.MonotonicConstraints), "names of features that are numbers", $"{RecordFormatException.Quote(name)}, which is {what}");
}
