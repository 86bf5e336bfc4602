using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Csv;

/// <summary>Which field of the file goes to which column of the table, and which is the label.</summary>
internal sealed class ColumnPlan
{
    private ColumnPlan(TableBuilder builder, int[] fieldOfColumn, int labelField)
    {
        Builder = builder;
        LabelField = labelField;

        // Only cells of declared columns can fail, so they are added first: a bad row leaves no trace in what is inferred.
        int[] columns = [.. Enumerable.Range(0, fieldOfColumn.Length)];
        Columns = [.. columns.Where(builder.IsDeclared), .. columns.Where(column => !builder.IsDeclared(column))];
        Fields = [.. Columns.Select(column => fieldOfColumn[column])];
    }

    public TableBuilder Builder { get; }

    /// <summary>Columns of the table in the order in which they take their cells.</summary>
    public int[] Columns { get; }

    /// <summary>The field of each of <see cref="Columns"/>.</summary>
    public int[] Fields { get; }

    /// <summary>The field of the label, or −1.</summary>
    public int LabelField { get; }

    /// <summary>Checks rules between options, which need no file.</summary>
    /// <exception cref="OptionsException">Two options contradict each other.</exception>
    public static void Check(CsvReadOptions options)
    {
        if (options.Schema is not null && options.Kinds.Count > 0) throw new OptionsException(nameof(options.Kinds), "none where Schema declares all columns", "both");
        foreach (string name in options.Exclude.Append(options.LabelColumn).OfType<string>())
        {
            if (options.Schema?.IndexOf(name) >= 0) throw new OptionsException(nameof(options.Schema), "no column that is excluded or the label", RecordFormatException.Quote(name));
            if (options.Kinds.ContainsKey(name)) throw new OptionsException(nameof(options.Kinds), "no column that is excluded or the label", RecordFormatException.Quote(name));
        }

        if (options.LabelColumn is { } label && options.Exclude.Contains(label)) throw new OptionsException(nameof(options.Exclude), "no column that is the label", RecordFormatException.Quote(label));
    }

    /// <summary>Matches a header with the options.</summary>
    /// <exception cref="RecordFormatException">A column is missing, or there is one too many.</exception>
    public static ColumnPlan Make(CsvHeader header, CsvReadOptions options)
    {
        int labelField = options.LabelColumn is { } label ? header.FieldOf(label, nameof(options.LabelColumn)) : -1;
        var leftOut = new HashSet<int>(options.Exclude.Select(name => header.FieldOf(name, nameof(options.Exclude))));
        if (labelField >= 0) leftOut.Add(labelField);
        int[] features = [.. Enumerable.Range(0, header.Count).Where(field => !leftOut.Contains(field))];
        if (options.Schema is { } schema)
        {
            int[] declared = [.. schema.Columns.Select(column => header.FieldOf(column.Name, nameof(options.Schema)))];
            string[] extra = [.. features.Select(field => header.Names[field]).Where(name => schema.IndexOf(name) < 0)];
            if (extra.Length > 0 && !options.IgnoreExtraColumns) throw new RecordFormatException("extra-column", $"the file has columns that Schema does not name: {CsvHeader.Shown(extra)}; exclude them, or set IgnoreExtraColumns", extra[0]);
            return new ColumnPlan(new TableBuilder(schema), declared, labelField);
        }

        foreach (string name in options.Kinds.Keys.Order(StringComparer.Ordinal)) header.FieldOf(name, nameof(options.Kinds));
        return new ColumnPlan(new TableBuilder([.. features.Select(field => header.Names[field])], options.Kinds), features, labelField);
    }
}
