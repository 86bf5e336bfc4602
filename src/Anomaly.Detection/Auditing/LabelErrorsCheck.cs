using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Auditing;

/// <summary>Training labels that scores of unseen rows contradict, by <see cref="LabelIssues"/>.</summary>
/// <remarks>
/// Where a model is weak, or classes overlap, half-hearted contradictions are no sign of wrong labels. So the model must have an AUC of 0.9 at least,
/// and only rows whose label has a probability of at most 0.1 count; there must be five of them, and one in 500 rows. A warning from 1 % of the rows on.
/// </remarks>
internal sealed class LabelErrorsCheck : IAuditCheck
{
    private const double GoodModel = 0.9;
    private const double MostConfidence = 0.1;
    private const int FewestIssues = 5;
    private const double FewestShare = 0.002;
    private const double WarnFrom = 0.01;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.LabelErrors];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (UnseenModel.WhyNone(context) is { } reason)
        {
            findings.Skip(AuditCheck.LabelErrors, reason);
            return;
        }

        UnseenModel model = context.Model!;
        if (model.Scores.Any(score => !double.IsNaN(score) && score is not (>= 0 and <= 1)))
        {
            findings.Skip(AuditCheck.LabelErrors, "the model's scores are no probabilities");
        }
        else if (!(model.Area >= GoodModel))
        {
            findings.Skip(AuditCheck.LabelErrors, $"the model, with a ROC-AUC of {AuditText.Area(model.Area)} on unseen rows, is too weak to contradict labels");
        }
        else
        {
            LabelIssue[] issues = [.. LabelIssues.Find(model.Scores, model.Table.IsAnomaly).Issues.Where(issue => issue.SelfConfidence <= MostConfidence)];
            if (issues.Length >= FewestIssues && issues.Length >= FewestShare * model.Rows.Length) findings.Add(Finding(context, model, issues));
        }
    }

    private static AuditFinding Finding(AuditContext context, UnseenModel model, LabelIssue[] issues)
    {
        int normals = issues.Count(issue => !issue.IsAnomaly);
        string rows = AuditText.Count(model.Rows.Length, model.Rows.Length == context.TrainingTable.RowCount ? "training row" : "sampled training row");
        return new AuditFinding
        {
            Check = AuditCheck.LabelErrors,
            Severity = issues.Length >= WarnFrom * model.Rows.Length ? AuditSeverity.Warning : AuditSeverity.Note,
            Summary = $"The labels of {AuditText.Count(issues.Length)} of {rows} are probably wrong: {AuditText.Count(normals)} normal, {AuditText.Count(issues.Length - normals)} anomaly by label, against the model on unseen rows.",
            Advice = "Look at these rows, the first ones first, and mend what is wrong.",
            Count = issues.Length,
            Examples =
            [
                .. issues.Take(context.Options.MostExamples).Select(issue => new AuditExample(
                    model.Rows[issue.Row],
                    null,
                    $"{AuditText.Label(issue.IsAnomaly)} by label, {AuditText.Label(issue.SuggestedIsAnomaly)} by the model with probability {AuditText.Area(1 - issue.SelfConfidence)}")),
            ],
        };
    }
}
