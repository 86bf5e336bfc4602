using Anomaly.Detection.Models;
using Microsoft.ML.OnnxRuntime;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>ONNX Runtime. It adds 32-bit floats, so its scores differ from the reference in the seventh digit.</summary>
internal sealed class OnnxForest : IScoringPeer
{
    private static readonly string[] InputNames = [OnnxModelFile.Input];
    private static readonly string[] OutputNames = [OnnxModelFile.Label, OnnxModelFile.Probability];

    private readonly Dictionary<int, OnnxBuffers> _buffers = [];
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly int _featureCount;
    private readonly double[] _one = new double[1];

    private OnnxForest(byte[] model, int featureCount, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(model, options);
        _featureCount = featureCount;
    }

    public static ExportedForest Export(RandomForestModel forest, int threads)
    {
        byte[] model = OnnxModelFile.Write(forest);
        return new ExportedForest(model.Length / 1e6, () => new OnnxForest(model, forest.FeatureCount, threads));
    }

    public double Score(ReadOnlySpan<float> row)
    {
        Score(row, _one);
        return _one[0];
    }

    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        OnnxBuffers buffers = BuffersFor(scores.Length);
        rows.CopyTo(buffers.Rows);
        _session.Run(_run, InputNames, buffers.Inputs, OutputNames, buffers.Outputs);
        for (int row = 0; row < scores.Length; row++) scores[row] = buffers.Probabilities[(2 * row) + 1];
    }

    public void Dispose()
    {
        foreach (OnnxBuffers buffers in _buffers.Values) buffers.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private OnnxBuffers BuffersFor(int rowCount)
    {
        if (!_buffers.TryGetValue(rowCount, out OnnxBuffers? buffers)) _buffers.Add(rowCount, buffers = new OnnxBuffers(rowCount, _featureCount));
        return buffers;
    }
}
