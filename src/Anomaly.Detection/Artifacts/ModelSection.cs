using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a model of any known kind stands in a model file: its type first, then what that type needs.</summary>
internal static class ModelSection
{
    // The fields of all types, in the one order that fits each of them.
    private static readonly string[] Fields =
        ["type", "feature_count", "sample_size", "path_lengths", "offset", "projections", "kernel", "rho", "coefficients", "support_vectors", "members", "trees"];

    private static readonly string[] Types = ["random-forest", "isolation-forest", "one-class-svm", "ensemble"];

    /// <exception cref="NotSupportedException">The model is of no known kind.</exception>
    public static void Write(ModelJsonWriter writer, IAnomalyModel model)
    {
        writer.BeginObject();
        writer.Field("type");
        writer.Text(TypeOf(model));
        writer.Field("feature_count");
        writer.Integer(model.FeatureCount);
        switch (model)
        {
            case RandomForestModel forest:
                ForestSection.Write(writer, forest);
                break;
            case IsolationForestModel forest:
                IsolationForestSection.Write(writer, forest);
                break;
            case OneClassSvmModel svm:
                OneClassSvmSection.Write(writer, svm);
                break;
            case EnsembleModel ensemble:
                EnsembleSection.Write(writer, ensemble);
                break;
        }

        writer.EndObject();
    }

    /// <summary>Reads a model.</summary>
    /// <param name="reader">Stands before it.</param>
    /// <param name="featureCount">The number of features it must have.</param>
    /// <param name="isMember">Whether it is a member of an ensemble, and so none itself.</param>
    public static IAnomalyModel Read(ref ModelJsonReader reader, int featureCount, bool isMember = false)
    {
        reader.BeginObject(Fields);
        reader.Field("type");
        int type = reader.Choice(isMember ? Types[..^1] : Types);
        reader.Field("feature_count");
        reader.Integer(featureCount, featureCount);
        IAnomalyModel model = type switch
        {
            0 => ForestSection.Read(ref reader, featureCount),
            1 => IsolationForestSection.Read(ref reader, featureCount),
            2 => OneClassSvmSection.Read(ref reader, featureCount),
            _ => EnsembleSection.Read(ref reader, featureCount),
        };
        reader.EndObject();
        return model;
    }

    /// <exception cref="NotSupportedException">The model is of no known kind.</exception>
    public static string TypeOf(IAnomalyModel model) => model switch
    {
        RandomForestModel => Types[0],
        IsolationForestModel => Types[1],
        OneClassSvmModel => Types[2],
        EnsembleModel => Types[3],
        _ => throw new NotSupportedException($"A {model.GetType().Name} has no form in version {FileHead.Version} of the model file; the models of this library have."),
    };
}
