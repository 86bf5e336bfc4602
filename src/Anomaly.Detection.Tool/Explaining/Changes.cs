using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tool.Explaining;

/// <summary>What would change a verdict, or why that cannot be told.</summary>
/// <param name="Found">The changes; null where the model allows no search.</param>
/// <param name="Refusal">Why there are none; null where there are.</param>
internal sealed record Changes(CounterfactualResult? Found, string? Refusal)
{
    public static Changes Of(AnomalyDetectionPredictor predictor, IReadOnlyDictionary<string, FeatureValue> record, CancellationToken cancellationToken)
    {
        try
        {
            CounterfactualResult found = predictor.FindCounterfactuals(record, options: null, cancellationToken);
            return new Changes(found, found.Refusal);
        }
        catch (NotSupportedException exception)
        {
            return new Changes(null, exception.Message);
        }
    }
}
