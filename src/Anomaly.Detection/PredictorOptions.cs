using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How a predictor treats records.</summary>
public sealed record PredictorOptions
{
    /// <summary>Whether a field that is no column of the model is refused. Default: false, it is ignored.</summary>
    public bool Strict { get; init; }

    /// <summary>Another policy than the one in the artefact. Default: null, that of the artefact.</summary>
    public DecisionPolicy? Policy { get; init; }

    /// <summary>Most records in one JSON batch; at least 1. Default: 1,000,000.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MaxBatchRecords { get; init => field = OptionGuard.AtLeast(1, value); } = 1_000_000;
}
