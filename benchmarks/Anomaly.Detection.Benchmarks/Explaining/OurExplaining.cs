using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>This library, on the caller's thread.</summary>
internal sealed class OurExplaining(RandomForestModel forest) : IExplainingPeer
{
    private readonly ShapExplainer _explainer = ShapExplainer.Compile(forest);
    private double[] _contributions = [];

    public double Divisor => 1;

    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        int features = _explainer.FeatureCount;
        if (_contributions.Length < rows.Length) _contributions = new double[rows.Length];
        _explainer.Explain(rows, _contributions.AsSpan(0, rows.Length));
        for (int row = 0; row < rows.Length / features; row++)
        {
            _contributions.AsSpan(row * features, features).CopyTo(contributions[(row * (features + 1))..]);
            contributions[(row * (features + 1)) + features] = _explainer.BaseValue;
        }
    }

    public void Dispose()
    {
    }
}
