using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>This library, on one thread. What is measured as ours, here and for the harness, is decided in this file alone.</summary>
internal sealed class OurScoring(RandomForestModel forest) : IScoringPeer
{
    /// <summary>The file is the forest's section of a model file; what is timed as loading begins at the model in memory.</summary>
    public static ExportedForest Export(RandomForestModel forest)
    {
        var sink = new CountingSink();
        ForestSection.Write(new ModelJsonWriter(sink), forest);
        sink.DrainChunk();
        return new ExportedForest(sink.Length / 1e6, () => new OurScoring(forest));
    }

    public double Score(ReadOnlySpan<float> row) => forest.Score(row);

    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        int length = forest.FeatureCount;
        for (int row = 0; row < scores.Length; row++) scores[row] = forest.Score(rows.Slice(row * length, length));
    }

    public void Dispose()
    {
    }
}
