using Microsoft.ML.OnnxRuntime;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>Memory for a batch of one size that ONNX Runtime reads from and writes to in place, so that a call allocates no tensors.</summary>
internal sealed class OnnxBuffers : IDisposable
{
    private readonly OrtValue _rows;
    private readonly OrtValue _labels;
    private readonly OrtValue _probabilities;

    public OnnxBuffers(int rowCount, int featureCount)
    {
        Rows = new float[rowCount * featureCount];
        Probabilities = new float[rowCount * 2];
        _rows = OrtValue.CreateTensorValueFromMemory(Rows, [rowCount, featureCount]);
        _labels = OrtValue.CreateTensorValueFromMemory(new long[rowCount], [rowCount]);
        _probabilities = OrtValue.CreateTensorValueFromMemory(Probabilities, [rowCount, 2]);
        Inputs = [_rows];
        Outputs = [_labels, _probabilities];
    }

    public float[] Rows { get; }

    /// <summary>Two a row, the second that of an anomaly.</summary>
    public float[] Probabilities { get; }

    public OrtValue[] Inputs { get; }

    public OrtValue[] Outputs { get; }

    public void Dispose()
    {
        _rows.Dispose();
        _labels.Dispose();
        _probabilities.Dispose();
    }
}
