using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests;

/// <summary>Detectors made by hand, and records for them.</summary>
internal static class SmallDetectors
{
    /// <summary>A detector over the numeric columns a, b, … as they are.</summary>
    public static AnomalyDetectionPredictor OfNumbers(IAnomalyModel model, double threshold = 0.5, Calibration? calibration = null)
    {
        FeatureColumn[] columns = [.. Enumerable.Range(0, model.FeatureCount).Select(column => new FeatureColumn(NameOf(column), FeatureKind.Numeric))];
        EncodedFeature[] features = [.. columns.Select((column, index) => new EncodedFeature { Name = column.Name, Operation = FeatureOperation.Value, Source = index })];
        return Of(FeatureEncoder.FromParts(new FeatureSchema(columns), new LabelEncoder?[columns.Length], features, scaler: null), model, threshold, calibration);
    }

    /// <summary>A detector of given parts.</summary>
    public static AnomalyDetectionPredictor Of(FeatureEncoder encoder, IAnomalyModel model, double threshold = 0.5, Calibration? calibration = null) =>
        new(new DetectorArtifact(encoder, model, new DecisionPolicy { Threshold = threshold }, new Provenance { Algorithm = "by-hand", Seed = 0, RowCount = 10, AnomalyCount = 5 }, calibration: calibration));

    /// <summary>A forest of one tree, every leaf of which weighs 1.</summary>
    public static RandomForestModel Forest(int featureCount, int[] feature, float[] thresholds, double[] leaves, bool missingGoesLeft = false)
    {
        double[] cover = new double[leaves.Length];
        bool[] ways = new bool[thresholds.Length];
        Array.Fill(cover, 1);
        Array.Fill(ways, missingGoesLeft);
        return new RandomForestModel(ImmutableArray.Create(DecisionTree.FromPreorder(feature, thresholds, ways, leaves, cover)), featureCount);
    }

    /// <summary>A record of numbers in the columns a, b, …; NaN is missing.</summary>
    public static Dictionary<string, FeatureValue> Record(params double[] values) =>
        values.Select((value, column) => (Name: NameOf(column), Value: (FeatureValue)value)).ToDictionary(cell => cell.Name, cell => cell.Value);

    private static string NameOf(int column) => ((char)('a' + column)).ToString();
}
