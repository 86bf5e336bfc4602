using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection;

/// <summary>What <see cref="DetectorEvaluation"/> looks at.</summary>
public sealed record DetectorEvaluationOptions
{
    /// <summary>What the report is called; not blank. Default: <c>Evaluation</c>.</summary>
    /// <exception cref="OptionsException">Null or blank.</exception>
    public string Title { get; init => field = string.IsNullOrWhiteSpace(value) ? throw new OptionsException(nameof(Title), "a text", value is null ? "null" : "a blank text") : value; } = "Evaluation";

    /// <summary>What the rows are to the detector. Default: held out. Where all of them turn out to be training rows, the report says <see cref="ScoreSource.Training"/> instead.</summary>
    /// <exception cref="OptionsException">Not defined.</exception>
    public ScoreSource Source { get; init => field = OptionGuard.Defined(value); } = ScoreSource.HeldOut;

    /// <summary>What the audit looks at, and how closely; null for no audit. Default: the defaults of <see cref="AuditOptions"/>. Without a training table only what a test table alone can tell is checked.</summary>
    public AuditOptions? Audit { get; init; } = new();

    /// <summary>
    /// Whether a small forest is trained, some times over, for the checks that need a model, where <see cref="AuditOptions.Model"/> names none: can test rows be told from training
    /// rows, do shuffled labels do as well, which labels are probably wrong. Default: true. It needs a labelled training table, and takes most of an audit's time.
    /// </summary>
    public bool TrainsForAudit { get; init; } = true;

    /// <summary>How intervals are made; the defaults unless given. Null: figures without intervals.</summary>
    public BootstrapOptions? Intervals { get; init; } = new();

    /// <summary>Most rows that features are permuted on to see what each is worth, at least 0; of more rows the first of a stratified draw. 0: no importances. Default: 5,000.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int ImportanceRows { get; init => field = OptionGuard.AtLeast(0, value); } = 5_000;

    /// <summary>
    /// Most rows whose scores are taken apart to see what drives the detector, at least 0; of more rows a stratified draw. 0: no such explanation. Default: 500. A detector without trees,
    /// such as a one-class SVM, is not explained, and a note of the report says so.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int ExplainedRows { get; init => field = OptionGuard.AtLeast(0, value); } = 500;

    /// <summary>
    /// How many columns the probability is followed along, at least 0: those that drive the scores most, times left out, on the rows of <see cref="ExplainedRows"/>; from 2 on also the first two
    /// together. Default: 3.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int DependenceColumns { get; init => field = OptionGuard.AtLeast(0, value); } = 3;

    /// <summary>How many true alerts are explained one by one, at least 0: those with the greatest probabilities; the greatest false alarm comes after them. 0: none of either. Default: 3.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int ExplainedAlerts { get; init => field = OptionGuard.AtLeast(0, value); } = 3;

    /// <summary>How scores are taken apart, and what the rows are called in reasons. Default: the defaults of <see cref="ExplanationOptions"/>.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public ExplanationOptions Explaining { get; init => field = value ?? throw new OptionsException(nameof(Explaining), "options", "null"); } = new();

    /// <summary>How probabilities are gathered for the reliability diagram. Default: the defaults of <see cref="ReliabilityOptions"/>.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public ReliabilityOptions Reliability { get; init => field = value ?? throw new OptionsException(nameof(Reliability), "options", "null"); } = new();

    /// <summary>Detectors beside each other, to be shown at the end; null for none. Default: null.</summary>
    public ComparisonReport? Comparison { get; init; }

    /// <summary>What a false alarm costs, finite, at least 0: where the threshold explorer begins. Default: 1.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double FalseAlarmCost { get; init => field = OptionGuard.FiniteAtLeast(0, value); } = 1;

    /// <summary>What a miss costs, finite, at least 0: where the threshold explorer begins. Default: 10.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double MissCost { get; init => field = OptionGuard.FiniteAtLeast(0, value); } = 10;

    /// <summary>Most threads that work at once; at least 1. Default: null, as many as the machine has processors. The result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads { get; init => field = OptionGuard.AtLeast(1, value); }
}
