using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How a predictor treats records.</summary>
public sealed record PredictorOptions
{
    /// <summary>Whether a field that is no column of the model is refused. Default: false, it is ignored.</summary>
    public bool Strict { get; init; }

    /// <summary>Another policy than the one in the artefact. Default: null, that of the artefact.</summary>
    public DecisionPolicy? Policy { get; init; }

    /// <summary>The share of anomalies among the records to come, in (0, 1), that probabilities are moved to: see <see cref="DetectorArtifact.WithPrior"/>. Default: null, as the artefact has them.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? Prior { get; init => field = value is { } prior ? PriorShift.CheckedRate(prior, nameof(Prior)) : null; }

    /// <summary>Most records in one JSON batch; at least 1. Default: 1,000,000.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MaxBatchRecords { get; init => field = OptionGuard.AtLeast(1, value); } = 1_000_000;

    /// <summary>How the model is compiled, and how many threads share the rows of a table or of <see cref="AnomalyDetectionPredictor.ScoreBatch"/>. Default: the fastest engine, the caller's thread.</summary>
    /// <remarks>No option changes a bit of a score. <see cref="ScorerOptions.Scaling"/> stays null: it is the encoder's, which the predictor knows.</remarks>
    /// <exception cref="OptionsException">Null, or with a scaling.</exception>
    public ScorerOptions Scoring { get; init => field = Unscaled(value ?? throw new OptionsException(nameof(Scoring), "options", "null")); } = new();

    /// <summary>How predictions are explained. Default: the defaults of <see cref="ExplanationOptions"/>.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public ExplanationOptions Explaining { get; init => field = value ?? throw new OptionsException(nameof(Explaining), "options", "null"); } = new();

    private static ScorerOptions Unscaled(ScorerOptions options)
    {
        if (options.Scaling is not null) OptionGuard.Throw(nameof(Scoring), "options without Scaling, as the encoder's is used", "one with Scaling");
        return options;
    }
}
