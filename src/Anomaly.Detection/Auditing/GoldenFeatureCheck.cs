using System.Collections.Immutable;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>One column that alone ranks the training rows perfectly, or as well as a good model does.</summary>
/// <remarks>Against a model, which must have an AUC of 0.9 at least, a column is golden from an AUC of 0.95 and at most 0.005 behind the model on.</remarks>
internal sealed class GoldenFeatureCheck : IAuditCheck
{
    /// <summary>Fewer rows of a class can be ranked perfectly by chance.</summary>
    private const int FewestOfAClass = 10;

    private const double GoodModel = 0.9;
    private const double GoodColumn = 0.95;
    private const double MostBehind = 0.005;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.GoldenFeature];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        int anomalies = context.TrainingTable.AnomalyCount, normals = context.TrainingTable.RowCount - anomalies;
        if (!context.TrainingTable.IsLabelled || Math.Min(anomalies, normals) < FewestOfAClass)
        {
            findings.Skip(AuditCheck.GoldenFeature, $"at least {FewestOfAClass} labelled training rows of each class are needed");
            return;
        }

        int[] columns = [.. context.Columns.Where(column => !context.IsIdentifier(column))];
        double[] areas = new double[columns.Length];
        Crew.Run(columns.Length, context.Threads, _ => task => areas[task] = AreaOf(context, columns[task]), cancellationToken);
        double model = context.Model?.Area ?? double.NaN;
        double needed = model >= GoodModel ? Math.Min(context.Options.GoldenAuc, Math.Max(GoodColumn, model - MostBehind)) : context.Options.GoldenAuc;
        int[] golden = [.. Enumerable.Range(0, columns.Length).Where(i => areas[i] >= needed).OrderByDescending(i => areas[i])];
        if (golden.Length == 0) return;
        string areasOf = string.Join(", ", golden.Take(5).Select(i => $"'{context.TrainingTable.Schema[columns[i]].Name}' {AuditText.Area(areas[i])}"));
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.GoldenFeature,
            Severity = AuditSeverity.Warning,
            Summary = $"{(golden.Length == 1 ? "One column alone ranks" : $"{AuditText.Count(golden.Length)} columns, each alone, rank")} "
                + $"the training rows by label: ROC-AUC {areasOf}{(golden.Length > 5 ? ", …" : "")}{(double.IsNaN(model) ? "" : $"; the model {AuditText.Area(model)}")}.",
            Advice = "Find out whether it is known before the label is: often it is the label in other words, or recorded after it.",
            Count = golden.Length,
            Columns = context.NamesOf(golden.Select(i => columns[i])),
        });
    }

    private static double AreaOf(AuditContext context, int column)
    {
        if (context.TrainingTable.Schema[column].IsText) return ColumnAuc.OfTexts(context.Pool.Keys(column)[..context.TrainingTable.RowCount], context.TrainingTable.IsAnomaly, context.Pool.TextCount(column));
        return ColumnAuc.OfNumbers(context.TrainingTable.Numeric(column), context.TrainingTable.IsAnomaly);
    }
}
