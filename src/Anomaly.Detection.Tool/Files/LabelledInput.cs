using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Reads labelled tables for commands that judge.</summary>
internal static class LabelledInput
{
    /// <summary>Reads a table with rows of both classes.</summary>
    /// <param name="path">A CSV file, or <see cref="InputTable.StandardInput"/>.</param>
    /// <param name="labels">Options that name the column of labels.</param>
    /// <param name="like">The columns it is to have; null for the file's own.</param>
    /// <param name="context">Is told what the reader notes.</param>
    /// <exception cref="ToolFailure">The file cannot be read, or all its rows are of one class.</exception>
    public static Table Read(string path, CsvReadOptions labels, FeatureSchema? like, CommandContext context)
    {
        Table table = ReadAnyClass(path, labels, like, context);
        TableChecks.HasBothClasses(path, table, labels.LabelColumn!);
        return table;
    }

    /// <summary>Reads a table whose rows may be of one class.</summary>
    /// <inheritdoc cref="Read"/>
    /// <exception cref="ToolFailure">The file cannot be read, or has no rows.</exception>
    public static Table ReadAnyClass(string path, CsvReadOptions labels, FeatureSchema? like, CommandContext context)
    {
        Table table = InputTable.Read(path, like is null ? labels : labels with { Schema = like, IgnoreExtraColumns = true }, context);
        TableChecks.HasRows(path, table);
        return table;
    }
}
