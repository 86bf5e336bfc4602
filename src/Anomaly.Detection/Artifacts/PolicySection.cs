namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="DecisionPolicy"/> stands in a model file.</summary>
internal static class PolicySection
{
    private static readonly string[] Fields = ["threshold", "medium_risk_from", "high_risk_from"];

    public static void Write(ModelJsonWriter writer, DecisionPolicy policy)
    {
        writer.BeginObject();
        writer.Field("threshold");
        writer.Number(policy.Threshold);
        writer.Field("medium_risk_from");
        writer.Number(policy.MediumRiskFrom);
        writer.Field("high_risk_from");
        writer.Number(policy.HighRiskFrom);
        writer.EndObject();
    }

    public static DecisionPolicy Read(ref ModelJsonReader reader)
    {
        reader.BeginObject(Fields);
        reader.Field("threshold");
        double threshold = reader.Number(0, 1);
        reader.Field("medium_risk_from");
        double medium = reader.Number(0, 1);
        reader.Field("high_risk_from");
        double high = reader.Number(medium, 1);
        reader.EndObject();
        return new DecisionPolicy { Threshold = threshold, MediumRiskFrom = medium, HighRiskFrom = high };
    }
}
