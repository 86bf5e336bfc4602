using System.Text.Json.Serialization;
using Anomaly.Detection.Benchmarks.Measuring;

namespace Anomaly.Detection.Benchmarks.Worker;

/// <summary>The line that a worker of the harness prints. What was not measured is left out.</summary>
internal sealed record WorkerResult
{
    public string Peer { get; } = "ours";

    public required string Data { get; init; }

    public required string Cfg { get; init; }

    public required int Trees { get; init; }

    public required int Threads { get; init; }

    public required ulong Seed { get; init; }

    public required string Search { get; init; }

    public required bool Oob { get; init; }

    public required string Version { get; init; }

    public required double TrainS { get; init; }

    public required double TrainCpuS { get; init; }

    /// <summary>The same training once more in the same process, when everything is compiled: what the native peers always have.</summary>
    public required double TrainWarmS { get; init; }

    public required double TrainWarmCpuS { get; init; }

    public required double TrainMb { get; init; }

    public required long Nodes { get; init; }

    public required double Auc { get; init; }

    public required double Ap { get; init; }

    /// <summary>From the model in memory to a scorer.</summary>
    public double? LoadMs { get; init; }

    /// <summary>Length of the forest's part of a model file.</summary>
    public double? ModelMb { get; init; }

    public LatencyFigures? Single { get; init; }

    [JsonPropertyName("b1k")]
    public BatchFigures? Batch1000 { get; init; }

    [JsonPropertyName("b100k")]
    public BatchFigures? Batch100000 { get; init; }

    /// <summary>Rows whose score differs in any bit from the other library's.</summary>
    public int? Unequal { get; init; }
}
