using Anomaly.Detection.Artifacts;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>Loading and saving models of about 60,000 and 500,000 nodes, all checks included.</summary>
[MemoryDiagnoser]
public class ModelLoadBenchmarks
{
    private DetectorArtifact _artifact = null!;
    private byte[] _reference = [];
    private byte[] _deep = [];
    private byte[] _compressed = [];

    /// <summary>Trains both models and saves them to memory.</summary>
    [GlobalSetup]
    public void Train()
    {
        _artifact = ReferenceDetector.Train().Artifact;
        _reference = Saved(_artifact, compress: false);
        _compressed = Saved(_artifact, compress: true);
        _deep = Saved(ReferenceDetector.TrainDeep().Artifact, compress: false);
    }

    /// <summary>60,000 nodes in trees of depth 10, from the bytes of a <c>.json</c> file.</summary>
    [Benchmark(Baseline = true)]
    public DetectorArtifact LoadReference() => DetectorArtifact.Load(_reference);

    /// <summary>500,000 nodes in trees grown to the end.</summary>
    [Benchmark]
    public DetectorArtifact LoadDeep() => DetectorArtifact.Load(_deep);

    /// <summary>The 60,000 nodes from the bytes of a <c>.json.gz</c> file.</summary>
    [Benchmark]
    public DetectorArtifact LoadCompressed()
    {
        using var stream = new MemoryStream(_compressed);
        return DetectorArtifact.Load(stream);
    }

    /// <summary>The 60,000 nodes to memory.</summary>
    [Benchmark]
    public int Save() => Saved(_artifact, compress: false).Length;

    private static byte[] Saved(DetectorArtifact artifact, bool compress)
    {
        using var stream = new MemoryStream();
        artifact.Save(stream, compress);
        return stream.ToArray();
    }
}
