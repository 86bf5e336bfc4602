using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Trains on labels in random order: the real ones must do better, and those in random order must do no better than chance.</summary>
/// <remarks>
/// With n anomalies and m normal rows the AUC of a random ranking has a standard error of √((n + m + 1)/(12 n m)). A model within 2.58 errors of one half
/// learned nothing that can be told from luck: severe. A mean over the shuffles that is five of its errors above one half means that the scored rows were seen: severe.
/// </remarks>
internal sealed class LabelShuffleCheck : IAuditCheck
{
    private const double LearnedErrors = 2.58;
    private const double SeenErrors = 5;
    private const ulong FirstStream = 1;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.LabelShuffle];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (UnseenModel.WhyNone(context) is { } reason)
        {
            findings.Skip(AuditCheck.LabelShuffle, reason);
            return;
        }

        UnseenModel model = context.Model!;
        double[] areas = [.. Shuffled(context, model, cancellationToken)];
        if (double.IsNaN(model.Area) || areas.Length == 0)
        {
            findings.Skip(AuditCheck.LabelShuffle, "the model scored no rows of one of the classes");
            return;
        }

        double anomalies = model.Table.AnomalyCount, normals = model.Table.RowCount - anomalies;
        double error = Math.Sqrt((anomalies + normals + 1) / (12 * anomalies * normals));
        double mean = areas.Average();
        if (mean - 0.5 > SeenErrors * error / Math.Sqrt(areas.Length)) findings.Add(Seen(mean, areas.Length));
        else if (model.Area - 0.5 < LearnedErrors * error) findings.Add(NotLearned(model.Area, mean, error, areas.Length));
    }

    private static IEnumerable<double> Shuffled(AuditContext context, UnseenModel model, CancellationToken cancellationToken)
    {
        for (int shuffle = 0; shuffle < context.Options.Model!.Shuffles; shuffle++)
        {
            bool[] labels = model.Table.IsAnomaly.ToArray();
            var random = new RandomStream(context.Options.Seed, FirstStream + (ulong)shuffle);
            random.Shuffle<bool>(labels);
            double area = UnseenModel.AreaOf(UnseenModel.Score(context.Options.Model, model.Table.WithLabels(labels), cancellationToken), labels);
            if (!double.IsNaN(area)) yield return area;
        }
    }

    private static AuditFinding Seen(double mean, int shuffles) => new()
    {
        Check = AuditCheck.LabelShuffle,
        Severity = AuditSeverity.Severe,
        Summary = string.Create(CultureInfo.InvariantCulture, $"A model that learned labels in random order still ranks its rows by them: ROC-AUC {mean:0.000} on average of {shuffles}, where 0.500 is expected: the scores are not of unseen rows."),
        Advice = "Score each row by models that did not see it: out of bag, or by folds that keep copies together.",
        Count = shuffles,
    };

    private static AuditFinding NotLearned(double area, double mean, double error, int shuffles) => new()
    {
        Check = AuditCheck.LabelShuffle,
        Severity = AuditSeverity.Severe,
        Summary = string.Create(CultureInfo.InvariantCulture, $"On unseen training rows the model does no better than one that learned labels in random order: ROC-AUC {area:0.000} against {mean:0.000} on average of {shuffles}, each ± {LearnedErrors * error:0.000}."),
        Advice = "Do not use it: the columns say nothing of the labels that this model could learn.",
        Count = shuffles,
    };
}
