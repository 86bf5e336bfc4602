using System.Collections.Immutable;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>A model for the checks that need one. This room knows no trainer: it is handed a function.</summary>
public sealed record AuditModel
{
    /// <summary>Trains and scores. It is called a handful of times on at most <see cref="RowLimit"/> rows; a small forest is enough.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public required UnseenRowScoring ScoreUnseen
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>
    /// Scores of all training rows that are known already, from models that did not see the row; NaN where there is none. Default: none,
    /// <see cref="ScoreUnseen"/> is asked for those of a sample.
    /// </summary>
    public ImmutableArray<double> TrainingScores { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Most rows that <see cref="ScoreUnseen"/> is given, at least 100; of larger tables a sample is drawn, stratified by label. Default: 20,000.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int RowLimit
    {
        get;
        init => field = OptionGuard.AtLeast(100, value);
    }

    = 20_000;

    /// <summary>How often labels are shuffled, in [1, 100]. Default: 3.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int Shuffles
    {
        get;
        init => field = OptionGuard.Within(1, 100, value);
    }

    = 3;
}
