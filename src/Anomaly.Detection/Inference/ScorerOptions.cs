using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Inference;

/// <summary>How a model is compiled for scoring. No option changes a bit of a score.</summary>
public sealed record ScorerOptions
{
    /// <summary>Which engine scores. Default: the fastest; the environment variable <c>ANOMALY_SCORING_ENGINE</c> may name another.</summary>
    /// <exception cref="OptionsException">Not a member of the enumeration.</exception>
    public ScoringEngine Engine { get; init => field = OptionGuard.Defined(value); } = ScoringEngine.Auto;

    /// <summary>Most threads that share the rows of a batch, at least 1. Default: 1, the caller's; null: as many as there are processors.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int? MaxThreads { get; init => field = OptionGuard.AtLeast(1, value); } = 1;

    /// <summary>The scaling that the model was trained behind, where the scorer is to read unscaled values; only for forests. Default: null, rows are as the model has them.</summary>
    public FeatureScaling? Scaling { get; init; }
}
