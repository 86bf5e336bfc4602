using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="TableBaseline"/> stands in a model file.</summary>
/// <remarks>Columns stand in the order of the encoder's, by name; those without a baseline are left out. What a column's numbers are follows from its kind there.</remarks>
internal static class BaselineSection
{
    private static readonly string[] Fields = ["rows", "row_count", "columns"];
    private static readonly string[] ColumnFields = ["column", "missing", "numbers", "values", "below", "at_or_below", "hours", "counts", "other"];
    private static readonly string[] Rows = ["all", "normal"];
    private static readonly string[] Numbers = ["decimal", "whole"];

    public static void Write(ModelJsonWriter writer, TableBaseline baseline, FeatureSchema schema)
    {
        writer.BeginObject();
        writer.Field("rows");
        writer.Text(Rows[baseline.IsOfNormalRows ? 1 : 0]);
        writer.Field("row_count");
        writer.Integer(baseline.RowCount);
        writer.Field("columns");
        writer.BeginArray();
        for (int column = 0; column < baseline.Columns.Length; column++)
        {
            if (baseline.Columns[column] is not { } one) continue;
            writer.Element();
            Write(writer, one, schema[column].Name);
        }

        writer.EndArray();
        writer.EndObject();
    }

    /// <summary>Refuses a baseline that is not of the encoder's columns.</summary>
    /// <exception cref="ArgumentException">A column is of another kind, or has another number of classes.</exception>
    public static void Check(TableBaseline baseline, FeatureEncoder encoder)
    {
        if (baseline.Columns.Length != encoder.Schema.Count) throw new ArgumentException(FormattableString.Invariant($"The baseline is of {baseline.Columns.Length} columns, but the encoder has {encoder.Schema.Count}."), nameof(baseline));
        for (int column = 0; column < baseline.Columns.Length; column++)
        {
            if (baseline.Columns[column] is not { } one) continue;
            FeatureColumn expected = encoder.Schema[column];
            if (one.Kind != expected.Kind) throw new ArgumentException($"The baseline of column {RecordFormatException.Quote(expected.Name)} is of kind {one.Kind}, but the column is {expected.Kind}.", nameof(baseline));
            if (one is CategoricalBaseline classes && classes.Counts.Length != encoder.ClassesOf(column)!.ClassCount)
            {
                throw new ArgumentException(FormattableString.Invariant($"The baseline of column {RecordFormatException.Quote(expected.Name)} has {classes.Counts.Length} classes, but the column has {encoder.ClassesOf(column)!.ClassCount}."), nameof(baseline));
            }
        }
    }

    public static TableBaseline Read(ref ModelJsonReader reader, FeatureEncoder encoder)
    {
        reader.BeginObject(Fields);
        reader.Field("rows");
        bool isOfNormalRows = reader.Choice(Rows) == 1;
        reader.Field("row_count");
        int rowCount = (int)reader.Integer(1, int.MaxValue);
        reader.Field("columns");
        var columns = new ColumnBaseline?[encoder.Schema.Count];
        int previous = -1;
        reader.BeginArray();
        while (reader.NextElement(reader.Limits.MaxColumns, nameof(ArtifactLoadOptions.MaxColumns)))
        {
            ColumnBaseline one = ReadColumn(ref reader, encoder, previous, out int column);
            if ((long)one.MissingCount + one.PresentCount != rowCount) reader.Fail("inconsistent", FormattableString.Invariant($"the column tells of {(long)one.MissingCount + one.PresentCount} rows, but there are {rowCount}"));
            columns[column] = one;
            previous = column;
        }

        reader.EndObject();
        return new TableBaseline(ImmutableCollectionsMarshal.AsImmutableArray(columns), rowCount, isOfNormalRows);
    }

    private static void Write(ModelJsonWriter writer, ColumnBaseline column, string name)
    {
        writer.BeginObject();
        writer.Field("column");
        writer.Text(name);
        writer.Field("missing");
        writer.Integer(column.MissingCount);
        switch (column)
        {
            case NumericBaseline numbers:
                writer.Field("numbers");
                writer.Text(Numbers[numbers.AreWhole ? 1 : 0]);
                Write(writer, numbers.Spread);
                break;
            case TimestampBaseline times:
                Write(writer, times.Spread);
                Write(writer, "hours", times.HourCounts);
                break;
            case CategoricalBaseline classes:
                Write(writer, "counts", classes.Counts);
                writer.Field("other");
                writer.Integer(classes.OtherCount);
                break;
        }

        writer.EndObject();
    }

    private static ColumnBaseline ReadColumn(ref ModelJsonReader reader, FeatureEncoder encoder, int previous, out int column)
    {
        reader.BeginObject(ColumnFields);
        reader.Field("column");
        column = encoder.Schema.IndexOf(reader.Text());
        if (column < 0) reader.Fail("unknown-column", "the schema has no such column");
        if (column <= previous) reader.Fail("not-sorted", "columns differ and stand in the order of the schema");
        FeatureKind kind = encoder.Schema[column].Kind;
        if (kind == FeatureKind.Identifier) reader.Fail("inconsistent", "an identifier has no baseline");
        reader.Field("missing");
        int missing = (int)reader.Integer(0, int.MaxValue);
        ColumnBaseline baseline = kind switch
        {
            FeatureKind.Numeric => ReadNumbers(ref reader, missing),
            FeatureKind.Timestamp => ReadTimes(ref reader, missing),
            _ => ReadClasses(ref reader, missing, encoder.ClassesOf(column)!.ClassCount),
        };
        reader.EndObject();
        return baseline;
    }

    private static NumericBaseline ReadNumbers(ref ModelJsonReader reader, int missing)
    {
        reader.Field("numbers");
        bool areWhole = reader.Choice(Numbers) == 1;
        return new NumericBaseline(ReadSpread(ref reader), areWhole, missing);
    }

    private static TimestampBaseline ReadTimes(ref ModelJsonReader reader, int missing)
    {
        ValueSpread spread = ReadSpread(ref reader);
        return new TimestampBaseline(spread, ReadCounts(ref reader, "hours", TimestampBaseline.HoursPerDay, "hours of a day"), missing);
    }

    private static CategoricalBaseline ReadClasses(ref ModelJsonReader reader, int missing, int classCount)
    {
        ImmutableArray<int> counts = ReadCounts(ref reader, "counts", classCount, "classes");
        reader.Field("other");
        return new CategoricalBaseline(counts, (int)reader.Integer(0, int.MaxValue), missing);
    }

    private static ValueSpread ReadSpread(ref ModelJsonReader reader)
    {
        reader.Field("values");
        NumberLine line = reader.Line();
        if (line.Count > ValueSpread.MostExact) reader.Fail("wrong-length", FormattableString.Invariant($"expected at most {ValueSpread.MostExact} knots, found {line.Count}"));
        double[] values = line.ToArray(double.MinValue, double.MaxValue);
        ImmutableArray<int> below = ReadCounts(ref reader, "below", values.Length, "values");
        return new ValueSpread(ImmutableCollectionsMarshal.AsImmutableArray(values), below, ReadCounts(ref reader, "at_or_below", values.Length, "values"));
    }

    private static ImmutableArray<int> ReadCounts(ref ModelJsonReader reader, string field, int count, string what)
    {
        reader.Field(field);
        NumberLine line = reader.Line(count, what);
        int[] counts = new int[line.Count];
        line.Read(counts, 0, int.MaxValue);
        return ImmutableCollectionsMarshal.AsImmutableArray(counts);
    }

    private static void Write(ModelJsonWriter writer, ValueSpread spread)
    {
        writer.Field("values");
        writer.Line(spread.Values.AsSpan());
        Write(writer, "below", spread.CountsBelow);
        Write(writer, "at_or_below", spread.CountsAtOrBelow);
    }

    private static void Write(ModelJsonWriter writer, string field, ImmutableArray<int> counts)
    {
        writer.Field(field);
        if (writer.BeginLine())
        {
            foreach (int count in counts)
            {
                writer.Item();
                writer.Integer(count);
            }
        }

        writer.EndLine();
    }
}
