using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="Calibration"/> stands in a model file.</summary>
internal static class CalibrationSection
{
    private static readonly string[] Fields = ["type", "slope", "intercept", "boundary", "spread"];
    private static readonly string[] Types = ["sigmoid", "margin"];

    public static void Write(ModelJsonWriter writer, Calibration calibration)
    {
        writer.BeginObject();
        writer.Field("type");
        switch (calibration)
        {
            case SigmoidCalibration sigmoid:
                writer.Text(Types[0]);
                writer.Field("slope");
                writer.Number(sigmoid.Slope);
                writer.Field("intercept");
                writer.Number(sigmoid.Intercept);
                break;
            case MarginMap margin:
                writer.Text(Types[1]);
                writer.Field("boundary");
                writer.Number(margin.Boundary);
                writer.Field("spread");
                writer.Number(margin.Spread);
                break;
            default:
                throw new NotSupportedException($"A {calibration.GetType().Name} has no form in version {FileHead.Version} of the model file.");
        }

        writer.EndObject();
    }

    public static Calibration Read(ref ModelJsonReader reader)
    {
        reader.BeginObject(Fields);
        reader.Field("type");
        bool isSigmoid = reader.Choice(Types) == 0;
        reader.Field(isSigmoid ? "slope" : "boundary");
        double first = reader.Number(isSigmoid ? double.Epsilon : double.MinValue, double.MaxValue);
        reader.Field(isSigmoid ? "intercept" : "spread");
        double second = reader.Number(isSigmoid ? double.MinValue : double.Epsilon, double.MaxValue);
        reader.EndObject();
        return isSigmoid ? new SigmoidCalibration { Slope = first, Intercept = second } : new MarginMap { Boundary = first, Spread = second };
    }
}
