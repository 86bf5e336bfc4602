using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>Finds the column that says whose a row is.</summary>
internal static class EntityColumn
{
    /// <summary>The column that the options name, or the one column of identifiers that repeat; −1 where there is none, or several.</summary>
    public static int Of(AuditContext context)
    {
        if (context.Options.EntityColumn is { } name) return context.TrainingTable.Schema.IndexOf(name);
        int[] repeating = [.. context.Columns.Where(column => context.TrainingTable.Schema[column].Kind == FeatureKind.Identifier && Repeats(context.TrainingTable.Categorical(column)))];
        return repeating.Length == 1 ? repeating[0] : -1;
    }

    private static bool Repeats(ReadOnlySpan<string?> texts)
    {
        var different = new HashSet<string>(StringComparer.Ordinal);
        int present = 0;
        foreach (string? text in texts)
        {
            if (text is null) continue;
            present++;
            different.Add(text);
        }

        return different.Count > 1 && present >= 2L * different.Count;
    }
}
