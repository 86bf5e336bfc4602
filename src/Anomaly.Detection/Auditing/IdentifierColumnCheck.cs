using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>Columns that name a row instead of describing it: a note where they are declared so and so kept out of models, else a warning.</summary>
internal sealed class IdentifierColumnCheck : IAuditCheck
{
    public ImmutableArray<AuditCheck> Checks => [AuditCheck.IdentifierColumn];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        FeatureSchema schema = context.TrainingTable.Schema;
        int[] identifiers = [.. context.Columns.Where(context.IsIdentifier)];
        string[] declared = [.. identifiers.Where(column => schema[column].Kind == FeatureKind.Identifier).Select(column => schema[column].Name)];
        string[] likely = [.. identifiers.Where(column => schema[column].Kind != FeatureKind.Identifier).Select(column => schema[column].Name)];
        if (likely.Length > 0)
        {
            findings.Add(new AuditFinding
            {
                Check = AuditCheck.IdentifierColumn,
                Severity = AuditSeverity.Warning,
                Summary = $"{(likely.Length == 1 ? "Column" : "Columns")} {AuditText.Names(likely)} {(likely.Length == 1 ? "names" : "name")} rows instead of describing them: nearly every value is another, or they count.",
                Advice = "Declare the kind Identifier, or leave it out: a model can only learn such values by heart.",
                Count = likely.Length,
                Columns = [.. likely],
            });
        }

        if (declared.Length == 0) return;
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.IdentifierColumn,
            Severity = AuditSeverity.Note,
            Summary = $"{(declared.Length == 1 ? "Column" : "Columns")} {AuditText.Names(declared)} {(declared.Length == 1 ? "is of" : "are of")} kind Identifier: left out of models, and of the comparison of rows.",
            Advice = "Nothing, if that is meant; else declare another kind.",
            Count = declared.Length,
            Columns = [.. declared],
        });
    }
}
