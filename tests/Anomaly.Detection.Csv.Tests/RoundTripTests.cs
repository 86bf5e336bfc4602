using Anomaly.Detection.Data;
using CsCheck;

namespace Anomaly.Detection.Csv.Tests;

/// <summary>Write → Read gives back every cell, whatever the cells hold.</summary>
public sealed class RoundTripTests
{
    // What breaks CSV or a spreadsheet, from which texts are put together.
    private static readonly Gen<string> Piece = Among(
        "\"", "\"\"", ",", ";", "\t", "|", "\r", "\n", "\r\n", "'", "''", "=", "+", "-", "@", "＝", "＠", " ", "a", "0", "1", ".5", "1e5", "NA", "é", "日本", "😀", "\uFEFF", "\u2028", "2024-01-15", "true", "#", "\\", "sep=;");

    private static readonly Gen<string> Text = Piece.Array[0, 4].Select(string.Concat);

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Double.Where(double.IsFinite), Gen.Int.Select(value => (double)value), Among(0.0, -0.0, -5.0, 0.1, 1e-310, double.Epsilon, double.MaxValue, double.MinValue, 1e21, 123456789012345678), Gen.Const(double.NaN));

    // Whole seconds and ticks between the years 1 and 9999 that a double holds exactly in 100 ns steps.
    private static readonly Gen<double> Instant = Gen.OneOf(Gen.Int.Select(value => (double)value), Gen.Int[0, 2_000_000].Select(value => value / 8.0), Gen.Const(double.NaN));

    private static readonly Gen<Table> AnyTable =
        from kinds in Gen.Enum<FeatureKind>().Array[1, 5]
        from names in Text.Where(name => name.Length > 0).Array[kinds.Length].Where(names => names.Distinct(StringComparer.Ordinal).Count() == names.Length)
        from rowCount in Gen.Int[0, 8]
        from cells in Gen.Select(Number, Instant, Text, Gen.Bool).Array[kinds.Length * rowCount]
        from labels in Gen.Bool.Array[rowCount]
        from isLabelled in Gen.Bool
        select Build(kinds, names, cells, isLabelled ? labels : []);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void WriteThenRead_AnyTableWithItsSchema_GivesEqualCells(char separator) => AnyTable.Holds(
        table =>
        {
            byte[] bytes = CsvText.WriteBytes(table, new CsvWriteOptions { Separator = separator, LabelColumn = "the label" });
            CsvReadResult result = CsvText.Read(bytes, new CsvReadOptions { Separator = separator, Schema = table.Schema, LabelColumn = table.IsLabelled ? "the label" : null });
            return AreEqual(table, result.Table);
        },
        count: 2_000);

    [Fact]
    public void WriteThenRead_AnyTextWithoutSchema_GivesEqualTexts() => Text.Where(text => text.Length > 0).Array[1, 6].Holds(
        texts =>
        {
            // A text that is no number in the first row makes the column one of texts.
            Table table = Texts(["text", .. texts]);
            Table read = CsvText.Read(CsvText.WriteBytes(table)).Table;
            return read.Categorical(0).SequenceEqual(table.Categorical(0));
        },
        count: 2_000);

    [Fact]
    public void Write_AnyText_NoCellStartsAFormula() => Text.Holds(
        text =>
        {
            string written = CsvText.Write(Texts([text]))["name\r\n".Length..];
            string shown = written.StartsWith('"') ? written[1..] : written;
            return shown.Length == 0 || !"=+-@\t＝＋－＠".Contains(shown[0], StringComparison.Ordinal);
        },
        count: 2_000);

    [Fact]
    public void WriteThenRead_Twice_GivesTheSameBytes() => AnyTable.Holds(
        table =>
        {
            byte[] first = CsvText.WriteBytes(table, new CsvWriteOptions { LabelColumn = "the label" });
            Table read = CsvText.Read(first, new CsvReadOptions { Schema = table.Schema, LabelColumn = table.IsLabelled ? "the label" : null }).Table;
            return read.IsLabelled != table.IsLabelled || CsvText.WriteBytes(read, new CsvWriteOptions { LabelColumn = "the label" }).AsSpan().SequenceEqual(first);
        },
        count: 500);

    [Fact]
    public void Read_RowsInAnyOrder_InfersTheSameKinds() =>
        Gen.Select(Gen.OneOf(Text, Among("1", "2.50", "-3", "", "007", "2024-01-15", "2024-01-16 08:30:00")).Array[1, 30], Gen.Shuffle(Enumerable.Range(0, 30).ToArray())).Holds(
            given =>
            {
                (string[] cells, int[] order) = given;
                string[] shuffled = [.. order.Where(index => index < cells.Length).Select(index => cells[index])];
                Table straight = CsvText.Read("name\n" + string.Join("\n", cells.Select(Quoted))).Table;
                Table other = CsvText.Read("name\n" + string.Join("\n", shuffled.Select(Quoted))).Table;
                string?[] expected = [.. Enumerable.Range(0, straight.RowCount).Select(row => straight.Value(row, 0).Text).Order(StringComparer.Ordinal)];
                string?[] actual = [.. Enumerable.Range(0, other.RowCount).Select(row => other.Value(row, 0).Text).Order(StringComparer.Ordinal)];
                return straight.Schema.Equals(other.Schema) && expected.SequenceEqual(actual);
            },
        count: 2_000);

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Quoted(string text) => '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static Table Texts(string[] texts)
    {
        var builder = new TableBuilder(new FeatureSchema(new FeatureColumn("name", FeatureKind.Categorical)));
        foreach (string text in texts)
        {
            builder.Add(0, text);
            builder.EndRow();
        }

        return builder.Build();
    }

    private static Table Build(FeatureKind[] kinds, string[] names, (double Number, double Instant, string Text, bool IsMissing)[] cells, bool[] labels)
    {
        var builder = new TableBuilder(new FeatureSchema(kinds.Select((kind, column) => new FeatureColumn(names[column], kind))));
        for (int row = 0; row < cells.Length / kinds.Length; row++)
        {
            for (int column = 0; column < kinds.Length; column++)
            {
                (double number, double instant, string text, bool isMissing) = cells[(row * kinds.Length) + column];
                builder.Add(column, isMissing ? FeatureValue.Missing : kinds[column] switch
                {
                    FeatureKind.Numeric => number,
                    FeatureKind.Timestamp when double.IsNaN(instant) => FeatureValue.Missing,
                    FeatureKind.Timestamp => DateTime.UnixEpoch.AddSeconds(instant),
                    _ => text,
                });
            }

            if (labels.Length > 0) builder.EndRow(labels[row]);
            else builder.EndRow();
        }

        return builder.Build();
    }

    private static bool AreEqual(Table expected, Table actual)
    {
        if (!expected.Schema.Equals(actual.Schema) || expected.RowCount != actual.RowCount || !expected.IsAnomaly.SequenceEqual(actual.IsAnomaly)) return false;
        for (int column = 0; column < expected.Schema.Count; column++)
        {
            if (expected.Schema[column].IsText)
            {
                if (!expected.Categorical(column).SequenceEqual(actual.Categorical(column))) return false;
                continue;
            }

            for (int row = 0; row < expected.RowCount; row++)
            {
                // Bits, so that −0 and 0 differ.
                double wanted = expected.Numeric(column)[row], got = actual.Numeric(column)[row];
                if (double.IsNaN(wanted) ? !double.IsNaN(got) : BitConverter.DoubleToInt64Bits(wanted) != BitConverter.DoubleToInt64Bits(got)) return false;
            }
        }

        return true;
    }
}
