using Anomaly.Detection.Artifacts;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>Saving and loading a model of about 60,000 nodes, all checks included.</summary>
[MemoryDiagnoser]
public class ModelFileBenchmarks
{
    private DetectorArtifact _artifact = null!;
    private byte[] _plain = [];
    private byte[] _compressed = [];

    /// <summary>Trains the model and saves it to memory.</summary>
    [GlobalSetup]
    public void Train()
    {
        _artifact = ReferenceDetector.Train().Artifact;
        _plain = Saved(compress: false);
        _compressed = Saved(compress: true);
    }

    /// <summary>From the bytes of a <c>.json</c> file.</summary>
    [Benchmark(Baseline = true)]
    public DetectorArtifact Load() => DetectorArtifact.Load(_plain);

    /// <summary>From the bytes of a <c>.json.gz</c> file.</summary>
    [Benchmark]
    public DetectorArtifact LoadCompressed()
    {
        using var stream = new MemoryStream(_compressed);
        return DetectorArtifact.Load(stream);
    }

    /// <summary>To memory.</summary>
    [Benchmark]
    public int Save() => Saved(compress: false).Length;

    private byte[] Saved(bool compress)
    {
        using var stream = new MemoryStream();
        _artifact.Save(stream, compress);
        return stream.ToArray();
    }
}
