using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Tool.CommandLine;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>How rows are scored.</summary>
internal sealed record ScoreSettings
{
    /// <summary>What is copied through.</summary>
    public required KeptColumns Keep { get; init; }

    /// <summary>How many reasons a row; 0 for none.</summary>
    public int Explain { get; init; }

    /// <summary>From which probability on a row is an anomaly; null for the model's own.</summary>
    public double? Threshold { get; init; }

    /// <summary>The share of anomalies that probabilities are moved to; null for the model's own.</summary>
    public double? Prior { get; init; }

    /// <summary>How many threads score.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How many bad rows of CSV are left out before it is an error.</summary>
    public long MaxBadRows { get; init; }

    /// <summary>A predictor with these settings.</summary>
    /// <exception cref="ToolFailure">An option is out of its range, or the model cannot do what is asked of it.</exception>
    public AnomalyDetectionPredictor Predictor(DetectorArtifact artifact)
    {
        if (Explain < 0) throw OptionNames.Refused("--explain", "at least 0", FormattableString.Invariant($"{Explain}"));
        if (MaxBadRows < 0) throw OptionNames.Refused("--max-bad-rows", "at least 0", FormattableString.Invariant($"{MaxBadRows}"));
        PredictorOptions options = OptionNames.Use(
            () => new PredictorOptions
            {
                Policy = Threshold is { } threshold ? At(threshold, artifact.Policy) : null,
                Prior = Prior,
                Scoring = new ScorerOptions { MaxThreads = Threads },
            },
            ("Threshold", "--threshold"),
            ("Prior", "--prior"),
            ("MaxThreads", "--threads"));
        if (Prior is not null && artifact.Calibration?.BaseRate is null)
        {
            throw new ToolFailure(ExitCode.Usage, "--prior: the model has no calibration fitted to labels, so that it is not known from which share of anomalies its probabilities are to be moved");
        }

        return new AnomalyDetectionPredictor(artifact, options);
    }

    // Bands that were left to follow the threshold go on to follow it.
    private static DecisionPolicy At(double threshold, DecisionPolicy policy)
    {
        bool isFollowing = policy == new DecisionPolicy { Threshold = policy.Threshold };
        return isFollowing ? new DecisionPolicy { Threshold = threshold } : policy with { Threshold = threshold };
    }
}
