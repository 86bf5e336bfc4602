using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection;

/// <summary>Judges a detector on labelled rows, and the judgement itself: figures with intervals, what is wrong with them, curves, thresholds, reliability, importances, as one report.</summary>
/// <remarks>
/// With the training table an audit comes first: test rows that are training rows, labels that contradict each other, columns that give the answer away. Figures are taken again without
/// the rows it names, and those that the training itself took on rows its model did not see stand beside.
/// </remarks>
public static class DetectorEvaluation
{
    private const int Steps = 8;

    /// <summary>Judges a detector.</summary>
    /// <param name="artifact">The detector.</param>
    /// <param name="test">Labelled rows of both classes to judge it on.</param>
    /// <param name="training">The rows it was trained on, for the audit; null when they are not at hand, and then the audit looks at the test alone.</param>
    /// <param name="options">What to look at; the defaults when null.</param>
    /// <param name="progress">Told the share that is done, in (0, 1].</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>The report; the same for the same artefact, tables and options, on any number of threads.</returns>
    /// <exception cref="UndefinedMetricException">All test rows are of one class.</exception>
    /// <exception cref="ArgumentException">The test is unlabelled, or it has no column of the training table, or the options name a column that is not there.</exception>
    /// <exception cref="RecordFormatException">A value is not what its column expects.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EvaluationReport Run(DetectorArtifact artifact, Table test, Table? training = null, DetectorEvaluationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(test);
        if (!test.IsLabelled) throw new ArgumentException("The test carries no labels; an evaluation needs one per row.", nameof(test));
        if (test.AnomalyCount == 0 || test.AnomalyCount == test.RowCount) throw new UndefinedMetricException("An evaluation", test.AnomalyCount, test.RowCount - test.AnomalyCount);
        DetectorEvaluationOptions chosen = options ?? new DetectorEvaluationOptions();
        var steps = new EvenSteps(progress, Steps);
        var judged = DetectorScores.Of(artifact, test, chosen.MaxThreads, cancellationToken);
        steps.Next();
        AuditReport? audit = chosen.Audit is { } look ? Audit(artifact, test, training, look, chosen, steps.Part(), cancellationToken) : null;
        steps.Next();

        ScoreSource source = audit is not null && Repeats(audit) == test.RowCount ? ScoreSource.Training : chosen.Source;
        EvaluationSummary summary = judged.Judge(artifact.Policy.Threshold, source, chosen.Intervals, cancellationToken);
        ImmutableArray<ReportedEvaluation> others = [.. TrainingsOwn(artifact), .. audit is null ? [] : Cleaned(audit, judged, kept => DetectorFigures.Of(kept, artifact.Policy.Threshold, source, chosen.Intervals, cancellationToken))];
        steps.Next();
        ImmutableArray<NamedImportance> importances = DetectorImportances.Of(artifact, test, chosen, steps.Part(), cancellationToken);
        steps.Next();
        var explanation = new DetectorExplanation(artifact, test, chosen, cancellationToken);
        GlobalExplanation? ofModel = explanation.OfModel(steps.Part());
        steps.Next();
        ImmutableArray<PartialDependence> dependences = explanation.OfColumns(ofModel, steps.Part());
        steps.Next();
        ImmutableArray<PairDependence> pair = explanation.OfPair(ofModel, steps.Part());
        steps.Next();
        ImmutableArray<ExplainedRow> alerts = explanation.OfAlerts(judged.Probabilities);
        steps.Next();
        return EvaluationReport.Create(chosen.Title, summary, judged.Raw, judged.Probabilities, test.IsAnomaly) with
        {
            Detector = artifact.Provenance,
            Others = others,
            Audit = audit,
            Reliability = ReliabilityTable.Compute(judged.Probabilities, test.IsAnomaly, chosen.Reliability),
            Importances = importances,
            ImportanceMeaning = "fall of the ROC-AUC when the feature is permuted",
            Explanation = ofModel,
            Dependences = dependences,
            PairDependences = pair,
            ExplainedRows = alerts,
            Comparison = chosen.Comparison,
            FalseAlarmCost = chosen.FalseAlarmCost,
            MissCost = chosen.MissCost,
            Notes = [.. NotesOf(artifact, isTestAuditedAlone: audit is not null && training is null), .. explanation.WhyNone is { } why ? [why] : Array.Empty<string>()],
        };
    }

    private static AuditReport Audit(DetectorArtifact artifact, Table test, Table? training, AuditOptions look, DetectorEvaluationOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (training is null) return TableAudit.Run(test, test: null, look, progress, cancellationToken);
        bool isProbed = options.TrainsForAudit && look.Model is null && training.IsLabelled;
        AuditOptions probed = isProbed ? look with { Model = new AuditModel { ScoreUnseen = ProbeForest.Of(artifact.Encoder, options.MaxThreads) } } : look;
        return TableAudit.Run(training, test, probed, progress, cancellationToken);
    }

    // A note says that rows tell so little that chance brings as many equals: these are no training rows.
    private static int Repeats(AuditReport audit) =>
        audit.Findings.Where(finding => finding is { Check: AuditCheck.RepeatedRows or AuditCheck.RelabelledRows, Severity: not AuditSeverity.Note }).SelectMany(finding => finding.TestRows).Distinct().Count();

    // What the training found on rows that its model did not see: the honest figures beside those of a test that is no test.
    private static IEnumerable<ReportedEvaluation> TrainingsOwn(DetectorArtifact artifact)
    {
        if (artifact.Evaluation is not { } own) yield break;
        yield return new ReportedEvaluation { Label = own.Source == ScoreSource.OutOfBag ? "out of bag, at training" : "cross-validated, at training", Summary = own };
    }

    private static IEnumerable<ReportedEvaluation> Cleaned(AuditReport audit, DetectorScores judged, CleanedEvaluation.Judging judge)
    {
        var cleaned = CleanedEvaluation.Compute(audit, judged.Rows, judge);
        IEnumerable<CleanedFigures> figures = cleaned.WithoutFindings.Length > 1 ? [.. cleaned.WithoutFindings, cleaned.WithoutAll!] : cleaned.WithoutFindings;
        return figures.Select(without => new ReportedEvaluation
        {
            Label = string.Create(CultureInfo.InvariantCulture, $"without {without.LeftOutCount:N0} {Named(without.Finding?.Check)}"),
            Summary = without.Summary,
            Reason = without.WhyNone,
            Without = without.Finding?.Check,
        });
    }

    private static string Named(AuditCheck? check) => check switch
    {
        AuditCheck.RepeatedRows => "repeated rows",
        AuditCheck.RelabelledRows => "relabelled rows",
        AuditCheck.NearDuplicates => "near duplicates",
        AuditCheck.DuplicateRows => "rows that stand twice",
        AuditCheck.SharedEntities => "entity rows",
        AuditCheck.TimeOverlap => "early rows",
        null => "rows in findings",
        _ => $"rows of {check}",
    };

    private static IEnumerable<string> NotesOf(DetectorArtifact artifact, bool isTestAuditedAlone)
    {
        if (isTestAuditedAlone) yield return "No training table was given: the audit looked at the test rows alone, which it calls training rows, and knows nothing of rows that are in both.";
        if (artifact.Probability == ProbabilityMeaning.ModelScore) yield return "Probabilities are the model's own score under its class weights: no calibration was fitted.";
        if (artifact.Probability == ProbabilityMeaning.MonotoneMap) yield return "Probabilities are a monotone map of the score, not the share of anomalies: nothing was fitted to labels.";
    }
}
