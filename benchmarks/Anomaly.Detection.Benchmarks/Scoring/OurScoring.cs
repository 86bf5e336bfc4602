using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>This library, on one thread. What is measured as ours, here and for the harness, is decided in this file alone.</summary>
internal sealed class OurScoring(Scorer scorer) : IScoringPeer
{
    /// <summary>The file is the forest's section of a model file; what is timed as loading begins at the model in memory.</summary>
    public static ExportedForest Export(RandomForestModel forest)
    {
        var sink = new CountingSink();
        ForestSection.Write(new ModelJsonWriter(sink), forest);
        sink.DrainChunk();
        return new ExportedForest(sink.Length / 1e6, () => new OurScoring(Scorer.Compile(forest)));
    }

    public double Score(ReadOnlySpan<float> row) => scorer.Score(row);

    public void Score(ReadOnlySpan<float> rows, Span<double> scores) => scorer.Score(rows, scores);

    public void Dispose()
    {
    }
}
