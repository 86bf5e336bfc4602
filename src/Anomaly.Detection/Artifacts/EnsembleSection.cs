using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>What is an <see cref="EnsembleModel"/>'s own in a model file.</summary>
internal static class EnsembleSection
{
    private static readonly string[] Fields = ["weight", "calibration", "model"];

    public static void Write(ModelJsonWriter writer, EnsembleModel ensemble)
    {
        writer.Field("members");
        writer.BeginArray();
        foreach (WeightedModel member in ensemble.Members)
        {
            writer.Element();
            writer.BeginObject();
            writer.Field("weight");
            writer.Number(member.Weight);
            if (member.Calibration is { } calibration)
            {
                writer.Field("calibration");
                CalibrationSection.Write(writer, calibration);
            }

            writer.Field("model");
            ModelSection.Write(writer, member.Model);
            writer.EndObject();
        }

        writer.EndArray();
    }

    public static EnsembleModel Read(ref ModelJsonReader reader, int featureCount)
    {
        reader.Field("members");
        var members = ImmutableArray.CreateBuilder<WeightedModel>();
        reader.BeginArray();
        while (reader.NextElement(EnsembleModel.MostMembers, nameof(EnsembleModel.MostMembers)))
        {
            reader.BeginObject(Fields);
            reader.Field("weight");
            double weight = reader.Number(double.Epsilon, 1e6);
            Calibration? calibration = reader.TryField("calibration") ? CalibrationSection.Read(ref reader) : null;
            reader.Field("model");
            IAnomalyModel model = ModelSection.Read(ref reader, featureCount, isMember: true);
            members.Add(new WeightedModel(model, calibration, weight));
            reader.EndObject();
        }

        return new EnsembleModel(members.DrainToImmutable());
    }
}
