using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>The very forest that every peer explains, and the rows.</summary>
/// <param name="Forest">The forest; its covers are whole numbers.</param>
/// <param name="Rows">The rows to explain.</param>
internal sealed record ExplainedForest(RandomForestModel Forest, LabelledRows Rows)
{
    private const string ForestFile = "explained.bin";
    private const string CoversFile = "explained.covers";
    private const string Part = "explained";

    /// <summary>Trains a forest on the part "train", and saves it with its covers.</summary>
    public static void Train(ForestJob job, RowFolder rows, string forestFolder)
    {
        LabelledRows training = rows.Read("train");
        Directory.CreateDirectory(forestFolder);
        RandomForestModel forest = new RandomForestTrainer(OurOptions.For(job)).Train(FeatureMatrix.FromRows(training.Values, training.FeatureCount), training.IsAnomaly).Model;
        HarnessForest.Save(forest, Path.Combine(forestFolder, ForestFile));
        CoverFile.Save(forest, Path.Combine(forestFolder, CoversFile));
    }

    /// <summary>Draws the rows to explain from the part "test".</summary>
    public static void Draw(RowFolder rows, int count, ulong seed) => rows.Write(Part, rows.Read("test").Draw(count, seed));

    /// <summary>Opens what <see cref="Train"/> and <see cref="Draw"/> saved.</summary>
    public static ExplainedForest Open(string forestFolder, RowFolder rows) =>
        new(CoverFile.Load(HarnessForest.Load(Path.Combine(forestFolder, ForestFile)), Path.Combine(forestFolder, CoversFile)), rows.Read(Part));
}
