using System.Runtime.InteropServices;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="Calibration"/> stands in a model file.</summary>
/// <remarks>One that is moved to another base rate is its original with the field <c>prior</c>.</remarks>
internal static class CalibrationSection
{
    private static readonly string[] Fields =
        ["type", "slope", "intercept", "boundary", "spread", "scores", "probabilities", "normal_weight", "anomaly_weight", "base_rate", "prior"];

    private static readonly string[] Types = ["sigmoid", "margin", "isotonic", "class-weights"];

    public static void Write(ModelJsonWriter writer, Calibration calibration)
    {
        var shifted = calibration as PriorShiftedCalibration;
        writer.BeginObject();
        writer.Field("type");
        WriteCurve(writer, shifted?.Original ?? calibration);
        WriteOptional(writer, "base_rate", calibration.BaseRate);
        WriteOptional(writer, "prior", shifted?.Prior);
        writer.EndObject();
    }

    public static Calibration Read(ref ModelJsonReader reader)
    {
        reader.BeginObject(Fields);
        reader.Field("type");
        Calibration calibration = reader.Choice(Types) switch
        {
            0 => ReadSigmoid(ref reader),
            1 => ReadMargin(ref reader),
            2 => ReadIsotonic(ref reader),
            _ => ReadWeights(ref reader),
        };
        if (calibration is not MarginMap && reader.TryField("base_rate"))
        {
            calibration = calibration with { BaseRate = ReadRate(ref reader) };
            if (reader.TryField("prior")) calibration = calibration.WithPrior(ReadRate(ref reader));
        }

        reader.EndObject();
        return calibration;
    }

    private static void WriteCurve(ModelJsonWriter writer, Calibration calibration)
    {
        switch (calibration)
        {
            case SigmoidCalibration sigmoid:
                writer.Text(Types[0]);
                Write(writer, "slope", sigmoid.Slope);
                Write(writer, "intercept", sigmoid.Intercept);
                break;
            case MarginMap margin:
                writer.Text(Types[1]);
                Write(writer, "boundary", margin.Boundary);
                Write(writer, "spread", margin.Spread);
                break;
            case IsotonicCalibration isotonic:
                writer.Text(Types[2]);
                writer.Field("scores");
                writer.Line(isotonic.Scores.AsSpan());
                writer.Field("probabilities");
                writer.Line(isotonic.Probabilities.AsSpan());
                break;
            case ClassWeightCorrection weights:
                writer.Text(Types[3]);
                Write(writer, "normal_weight", weights.NormalWeight);
                Write(writer, "anomaly_weight", weights.AnomalyWeight);
                break;
            default:
                throw new NotSupportedException($"A {calibration.GetType().Name} has no form in version {FileHead.Version} of the model file.");
        }
    }

    private static SigmoidCalibration ReadSigmoid(ref ModelJsonReader reader)
    {
        double slope = Read(ref reader, "slope", double.Epsilon, double.MaxValue);
        return new SigmoidCalibration { Slope = slope, Intercept = Read(ref reader, "intercept", double.MinValue, double.MaxValue) };
    }

    private static MarginMap ReadMargin(ref ModelJsonReader reader)
    {
        double boundary = Read(ref reader, "boundary", double.MinValue, double.MaxValue);
        return new MarginMap { Boundary = boundary, Spread = Read(ref reader, "spread", double.Epsilon, double.MaxValue) };
    }

    private static IsotonicCalibration ReadIsotonic(ref ModelJsonReader reader)
    {
        reader.Field("scores");
        NumberLine line = reader.Line();
        if (line.Count is 0 or > IsotonicCalibration.MaxKnots) reader.Fail("wrong-length", FormattableString.Invariant($"expected 1 to {IsotonicCalibration.MaxKnots} knots, found {line.Count}"));
        double[] scores = line.ToArray(double.MinValue, double.MaxValue);
        reader.Field("probabilities");
        double[] probabilities = reader.Line(scores.Length, "scores").ToArray(0, 1);
        return new IsotonicCalibration(ImmutableCollectionsMarshal.AsImmutableArray(scores), ImmutableCollectionsMarshal.AsImmutableArray(probabilities));
    }

    private static ClassWeightCorrection ReadWeights(ref ModelJsonReader reader)
    {
        double normal = Read(ref reader, "normal_weight", ClassWeightCorrection.LeastWeight, ClassWeightCorrection.MostWeight);
        return new ClassWeightCorrection { NormalWeight = normal, AnomalyWeight = Read(ref reader, "anomaly_weight", ClassWeightCorrection.LeastWeight, ClassWeightCorrection.MostWeight) };
    }

    private static double ReadRate(ref ModelJsonReader reader) => reader.Number(double.Epsilon, 1 - (1.0 / (1L << 53)));

    private static double Read(ref ModelJsonReader reader, string field, double minimum, double maximum)
    {
        reader.Field(field);
        return reader.Number(minimum, maximum);
    }

    private static void Write(ModelJsonWriter writer, string field, double value)
    {
        writer.Field(field);
        writer.Number(value);
    }

    private static void WriteOptional(ModelJsonWriter writer, string field, double? value)
    {
        if (value is { } number) Write(writer, field, number);
    }
}
