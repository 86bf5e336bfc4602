namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>A row as ML.NET reads it: columns are found by the names of the properties.</summary>
internal sealed class FastForestRow
{
    public bool Label { get; set; }

    public float[] Features { get; set; } = [];

    public float Weight { get; set; } = 1;
}
