using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>Writes down in a detector's provenance that, and how, it was tuned after its training.</summary>
internal static class TuningRecord
{
    private const string Amount = "amount_column", Rate = "expected_anomaly_rate";

    public static Provenance Of(Provenance training, DetectorTuningOptions options, Calibration? calibration, Table table)
    {
        ImmutableSortedDictionary<string, string>.Builder record = training.Options.ToBuilder();
        record["threshold"] = $"{options.Objective} tuned";
        record["tuning_row_count"] = table.RowCount.ToString(CultureInfo.InvariantCulture);
        record["tuning_anomaly_count"] = table.AnomalyCount.ToString(CultureInfo.InvariantCulture);
        if (options.Calibration is not null) record["calibration"] = NameOf(calibration) + " tuned";
        Set(Amount, options.AmountColumn is { } column ? TrainingRecord.Quoted(column) : null);
        Set(Rate, options.ExpectedAnomalyRate is { } rate ? NumberText.Format(rate) : null);
        return training with { Options = record.ToImmutable() };

        void Set(string name, string? value)
        {
            if (value is null) record.Remove(name);
            else record[name] = value;
        }
    }

    private static string NameOf(Calibration? calibration) => calibration switch
    {
        SigmoidCalibration => "sigmoid",
        IsotonicCalibration => "isotonic",
        _ => "none",
    };
}
