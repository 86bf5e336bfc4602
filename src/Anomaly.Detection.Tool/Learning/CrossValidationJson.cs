using System.Text.Json;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>Writes a cross-validation as JSON.</summary>
internal static class CrossValidationJson
{
    /// <summary>Writes it to a stream.</summary>
    public static void Write(Stream destination, CrossValidationResult result)
    {
        using var json = new Utf8JsonWriter(destination);
        Write(json, result);
    }

    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, CrossValidationResult result)
    {
        json.WriteStartObject();
        JsonFigures.Evaluation(json, "evaluation", result.Evaluation);
        JsonFigures.Interval(json, "mean_roc_auc", result.MeanRocAuc);
        JsonFigures.Number(json, "roc_auc_deviation", result.RocAucDeviation);
        json.WriteStartArray("folds");
        foreach (CrossValidationFold fold in result.Folds)
        {
            json.WriteStartObject();
            json.WriteNumber("training_row_count", fold.Split.Train.Length);
            JsonFigures.Number(json, "threshold", fold.Threshold);
            JsonFigures.Evaluation(json, "evaluation", fold.Evaluation);
            JsonFigures.Notes(json, fold.Notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonFigures.Notes(json, result.Notes);
        json.WriteEndObject();
    }
}
