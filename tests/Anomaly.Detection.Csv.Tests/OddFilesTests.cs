using System.Text;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv.Tests;

/// <summary>Every wrong or odd file in one table: what it holds, and what it gets.</summary>
public sealed class OddFilesTests
{
    private static readonly CsvReadOptions Plain = new();
    private static readonly CsvReadOptions Labelled = new() { LabelColumn = "label" };
    private static readonly CsvReadOptions Numbers = new() { Kinds = new Dictionary<string, FeatureKind> { ["a"] = FeatureKind.Numeric } };
    private static readonly CsvReadOptions Times = new() { Kinds = new Dictionary<string, FeatureKind> { ["a"] = FeatureKind.Timestamp } };
    private static readonly CsvReadOptions Schema = new() { Schema = new FeatureSchema(new FeatureColumn("a", FeatureKind.Numeric), new FeatureColumn("b", FeatureKind.Categorical)) };

    /// <summary>Name, bytes, options, code, column, row, line, a piece of the message.</summary>
    private static readonly OddFile[] Refused =
    [
        new("empty", "", Plain, "empty-file", null, null, null, "expected a header"),
        new("byte order mark only", "\uFEFF", Plain, "empty-file", null, null, null, "expected a header"),
        new("empty lines only", "\n\r\n\n", Plain, "empty-file", null, null, null, "expected a header"),
        new("numbers without header", "1,2.5,-3\n4,5,6\n", Plain, "no-header", null, null, null, "'1'"),
        new("header with empty name", "a,,c\n1,2,3\n", Plain, "empty-header", null, null, null, "column 2 of 3"),
        new("header with trailing separator", "a,b,\n1,2,\n", Plain, "empty-header", null, null, null, "column 3 of 3"),
        new("duplicate header", "a,b,a\n1,2,3\n", Plain, "duplicate-header", "a", null, null, "numbers 1 and 3"),
        new("duplicate header through quotes", "a,\"a\"\n1,2\n", Plain, "duplicate-header", "a", null, null, "numbers 1 and 2"),
        new("header with stray quote", "a\"x,b\n1,2\n", Plain, "stray-quote", null, null, 1, "inside a cell"),
        new("header with unclosed quote", "\"a,b\n1,2\n", Plain, "unclosed-quote", null, null, 1, "never closed"),
        new("header with NUL", "a\0,b\n1,2\n", Plain, "nul-byte", null, null, null, "UTF-16"),
        new("header not UTF-8", [0x61, 0xE9, 0x2C, 0x62, 0x0A, 0x31, 0x2C, 0x32], Plain, "not-utf8", null, null, null, "header"),
        new("too many columns", "a,b,c\n", Plain with { MaxColumns = 2 }, "too-many-columns", null, null, null, "3 columns"),
        new("long column name", "abcd,b\n", Plain with { MaxFieldLength = 3 }, "cell-too-long", null, null, null, "column 1"),
        new("another separator", "a;b;c\n1;2;3\n", Plain, "wrong-separator", null, null, null, "';'"),
        new("tabs", "a\tb\n1\t2\n", Plain, "wrong-separator", null, null, null, "a tab"),
        new("separator hint", "sep=;\na;b\n", Plain, "wrong-separator", null, null, null, "'sep=;'"),
        new("UTF-16 little endian", [0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00, 0x62, 0x00], Plain, "utf-16", null, null, null, "UTF-8"),
        new("UTF-16 big endian", [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x2C, 0x00, 0x62], Plain, "utf-16", null, null, null, "UTF-8"),
        new("UTF-16 without mark", Encoding.Unicode.GetBytes("a,b\n1,2\n"), Plain, "nul-byte", null, null, null, "UTF-16"),
        new("gzip not declared", CsvText.Gzip(CsvText.Utf8("a,b\n1,2\n")), Plain, "is-gzip", null, null, null, "option Gzip"),
        new("spreadsheet", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], Plain, "is-zip", null, null, null, "xlsx"),
        new("gzip declared but plain", "a,b\n1,2\n", Plain with { Gzip = true }, "not-gzip", null, null, null, "not gzip"),
        new("gzip cut off in its data", CsvText.Gzip(CsvText.Utf8("a,b\n1,2\n3,4\n"))[..^12], Plain with { Gzip = true }, "not-gzip", null, null, null, "cut off"),
        new("gzip cut off in its trailer", CsvText.Gzip(CsvText.Utf8("a,b\n1,2\n3,4\n"))[..^3], Plain with { Gzip = true }, "not-gzip", null, null, null, "cut off"),
        new("short row", "a,b,c\n1,2,3\n4,5\n", Plain, "ragged-row", null, 2, 3, "2 cells, but the header names 3"),
        new("long row", "a,b\n1,2\n\n3,4,5\n", Plain, "ragged-row", null, 2, 4, "3 cells, but the header names 2"),
        new("trailing separator in a row", "a,b\n1,2,\n", Plain, "ragged-row", null, 1, 2, "3 cells"),
        new("line of spaces", "a,b\n1,2\n  \n", Plain, "ragged-row", null, 2, 3, "1 cell, but"),
        new("decimal comma", "a,b\n1,5,2\n", Plain, "ragged-row", null, 1, 2, "3 cells"),
        new("stray quote", "a,b\n1,2\n3,x\"y\n", Plain, "stray-quote", null, 2, 3, "inside a cell"),
        new("text after closing quote", "a,b\n\"1\"2,3\n", Plain, "stray-quote", null, 1, 2, "follows a closing quote"),
        new("space before quote", "a,b\n1, \"2\"\n", Plain, "stray-quote", null, 1, 2, "inside a cell"),
        new("backslash quote", "a,b\n1,\"x\\\"y\"\n", Plain, "stray-quote", null, 1, 2, "follows a closing quote"),
        new("unclosed quote", "a,b\n1,2\n3,\"4\n5,6\n", Plain, "unclosed-quote", null, 2, 3, "never closed"),
        new("unclosed quote at the end", "a,b\n1,2\n3,\"", Plain, "unclosed-quote", null, 2, 3, "never closed"),
        new("NUL in a cell", "a,b\n1,2\n3,x\0y\n", Plain, "nul-byte", "b", 2, 3, "NUL"),
        new("Latin-1", [.. "a,b\n1,caf"u8, 0xE9, .. "\n"u8], Plain, "not-utf8", "b", 1, 2, "UTF-8"),
        new("overlong UTF-8", [.. "a,b\n"u8, 0xC0, 0xAF, .. ",1\n"u8], Plain, "not-utf8", "a", 1, 2, "UTF-8"),
        new("lone surrogate in UTF-8", [.. "a,b\n"u8, 0xED, 0xA0, 0x80, .. ",1\n"u8], Plain, "not-utf8", "a", 1, 2, "UTF-8"),
        new("long cell", "a,b\n1,abcdef\n", Plain with { MaxFieldLength = 5 }, "cell-too-long", "b", 1, 2, "6 bytes"),
        new("long row in bytes", "a\n\"" + new string('x', 300_000) + "\"\n", Plain with { MaxRowLength = 100_000, MaxFieldLength = 1_000_000 }, "row-too-long", null, 1, null, "MaxRowLength"),
        new("too many rows", "a,b\n1,2\n3,4\n5,6\n", Plain with { MaxRows = 2 }, "too-many-rows", null, 3, 4, "(2)"),
        new("text in a column of numbers", "a,b\n1,2\n\nx,4\n", Numbers, "not-a-number", "a", 2, 4, "'x' is not a number"),
        new("decimal comma in quotes", "a,b\n\"1,5\",2\n", Numbers, "not-a-number", "a", 1, 2, "'1,5' is not a number"),
        new("decimal comma with semicolons", "a;b\n1,5;2\n", Numbers with { Separator = ';' }, "not-a-number", "a", 1, 2, "'1,5' is not a number"),
        new("thousands separators", "a,b\n\"1,000\",2\n", Numbers, "not-a-number", "a", 1, 2, "'1,000'"),
        new("space in a number", "a,b\n 1,2\n", Numbers, "not-a-number", "a", 1, 2, "' 1'"),
        new("NaN as text", "a,b\nNaN,2\n", Numbers, "not-a-number", "a", 1, 2, "'NaN'"),
        new("infinity as text", "a,b\nInfinity,2\n", Numbers, "not-a-number", "a", 1, 2, "'Infinity'"),
        new("number beyond a double", "a,b\n1e400,2\n", Numbers, "not-a-number", "a", 1, 2, "'1e400'"),
        new("digits of another script", "a,b\n١٢,2\n", Numbers, "not-a-number", "a", 1, 2, "'١٢'"),
        new("NA not declared", "a,b\n1,2\nNA,3\n", Numbers, "not-a-number", "a", 2, 3, "'NA'"),
        new("text in a column of times", "a,b\n2024-01-15,1\n15.01.2024,1\n", Times, "not-a-timestamp", "a", 2, 3, "'15.01.2024'"),
        new("30 February", "a,b\n2024-02-30,1\n", Times, "not-a-timestamp", "a", 1, 2, "'2024-02-30'"),
        new("schema: column missing", "a,c\n1,2\n", Schema, "missing-column", "b", null, null, "'a', 'c'"),
        new("schema: column extra", "a,b,c\n1,2,3\n", Schema, "extra-column", "c", null, null, "'c'"),
        new("schema: case differs", "A,b\n1,2\n", Schema, "missing-column", "a", null, null, "'A', 'b'"),
        new("declared column missing", "b,c\n1,2\n", Numbers, "missing-column", "a", null, null, "Kinds names it"),
        new("excluded column missing", "b,c\n1,2\n", Plain with { Exclude = ["a"] }, "missing-column", "a", null, null, "Exclude names it"),
        new("label column missing", "a,b\n1,2\n", Labelled, "missing-column", "label", null, null, "LabelColumn names it"),
        new("label empty", "a,label\n1,0\n2,\n", Labelled, "missing-label", "label", 2, 3, "the label is empty"),
        new("label quoted empty", "a,label\n1,\"\"\n", Labelled, "missing-label", "label", 1, 2, "the label is empty"),
        new("label unknown", "a,label\n1,0\n2,maybe\n", Labelled, "unknown-label", "label", 2, 3, "'maybe'"),
        new("label minus one", "a,label\n1,1\n2,-1\n", Labelled, "unknown-label", "label", 2, 3, "true"),
        new("label with space", "a,label\n1, 1\n", Labelled, "unknown-label", "label", 1, 2, "' 1'"),
        new("too many bad rows", "a,b\nx,1\ny,1\n1,1\nz,1\n", Numbers with { MaxBadRows = 2 }, "too-many-bad-rows", "a", 4, 5, "3 rows are bad, but MaxBadRows allows 2"),
        new("bad rows: unclosed quote stops", "a,b\n1,2\n3,\"4\n5,6\n", Plain with { MaxBadRows = 9 }, "unclosed-quote", null, 2, 3, "never closed"),
        new("bad rows: broken quotes over several lines stop", "a,b\n\"1,2\n3,\"4\n5,6\n", Plain with { MaxBadRows = 9 }, "stray-quote", null, 1, 2, "closing quote"),
    ];

    /// <summary>Files that look odd and are right.</summary>
    private static readonly (string Name, byte[] Bytes, CsvReadOptions Options, string Expected)[] Accepted =
    [
        ("byte order mark", [.. "\uFEFFa,b\n1,x\n"u8], Plain, "a:Numeric b:Categorical | 1 x"),
        ("no line break at the end", [.. "a,b\n1,x"u8], Plain, "a:Numeric b:Categorical | 1 x"),
        ("CRLF", [.. "a,b\r\n1,x\r\n"u8], Plain, "a:Numeric b:Categorical | 1 x"),
        ("CR", [.. "a,b\r1,x\r"u8], Plain, "a:Numeric b:Categorical | 1 x"),
        ("mixed line breaks and empty lines", [.. "\n\na,b\r\n1,x\n\r\n2,y\r3,z\n\n"u8], Plain, "a:Numeric b:Categorical | 1 x | 2 y | 3 z"),
        ("header only", [.. "a,b\n"u8], Plain, "a:Numeric b:Numeric"),
        ("empty cells", [.. "a,b\n,x\n1,\n"u8], Plain, "a:Numeric b:Categorical | missing x | 1 missing"),
        ("quoted empty cells", [.. "a,b\n\"\",x\n1,\"\"\n"u8], Plain, "a:Numeric b:Categorical | missing x | 1 missing"),
        ("one column with a missing cell", [.. "a\n1\n\"\"\n2\n"u8], Plain, "a:Numeric | 1 | missing | 2"),
        ("quoted numbers", [.. "a,b\n\"1\",\"-2.5\"\n"u8], Plain, "a:Numeric b:Numeric | 1 -2.5"),
        ("quoted header of numbers", [.. "\"1\",\"2\"\n3,4\n"u8], Plain, "1:Numeric 2:Numeric | 3 4"),
        ("header of numbers that an option names", [.. "1,2\n3,4\n"u8], Plain with { Exclude = ["2"] }, "1:Numeric | 3"),
        ("line break, quote and separator in a cell", [.. "a,b\n1,\"x\n\"\"y\"\",z\"\n"u8], Plain, "a:Numeric b:Categorical | 1 x\n\"y\",z"),
        ("an apostrophe of a third party stays", [.. "a,b\n'tis,'=x\n"u8], Plain, "a:Categorical b:Categorical | 'tis '=x"),
        ("a quoted guard is taken off", [.. "a,b\n1,\"'=x\"\n"u8], Plain, "a:Numeric b:Categorical | 1 =x"),
        ("a quoted guard stays on demand", [.. "a,b\n1,\"'=x\"\n"u8], Plain with { RestoreNeutralised = false }, "a:Numeric b:Categorical | 1 '=x"),
        ("declared missing values", [.. "a,b\nNA,x\n1,?\n"u8], Plain with { MissingValues = ["NA", "?"] }, "a:Numeric b:Categorical | missing x | 1 missing"),
        ("Namibia", [.. "a,b\n1,NA\n2,DE\n"u8], Plain, "a:Numeric b:Categorical | 1 NA | 2 DE"),
        ("semicolons", [.. "a;b\n1;x,y\n"u8], Plain with { Separator = ';' }, "a:Numeric b:Categorical | 1 x,y"),
        ("schema orders the columns", [.. "b,a\nx,1\n"u8], Schema, "a:Numeric b:Categorical | 1 x"),
        ("schema ignores extra columns", [.. "b,z,a\nx,9,1\n"u8], Schema with { IgnoreExtraColumns = true }, "a:Numeric b:Categorical | 1 x"),
        ("spaces belong to cells", [.. "a,b\n1, x \n"u8], Plain, "a:Numeric b:Categorical | 1  x "),
        ("timestamps", [.. "a,b\n2024-01-15,x\n2024-01-15T08:30:00Z,y\n"u8], Plain, "a:Timestamp b:Categorical | 2024-01-15 x | 2024-01-15 08:30:00 y"),
        ("two gzip members", [.. CsvText.Gzip(CsvText.Utf8("a,b\n1,x\n")), .. CsvText.Gzip(CsvText.Utf8("2,y\n"))], Plain with { Gzip = true }, "a:Numeric b:Categorical | 1 x | 2 y"),
    ];

    public static TheoryData<string> RefusedNames => [.. Refused.Select(file => file.Name)];

    public static TheoryData<string> AcceptedNames => [.. Accepted.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void Read_WrongFile_ThrowsWithCodeColumnRowAndLine(string name)
    {
        OddFile file = Array.Find(Refused, candidate => candidate.Name == name)!;
        Func<CsvReadResult> read = () => CsvText.Read(file.Bytes, file.Options);

        RecordFormatException fault = read.Should().Throw<RecordFormatException>().Which;

        (fault.Code, fault.Column, fault.Row, fault.Line).Should().Be((file.Code, file.Column, file.Row, file.Line), fault.Message);
        fault.Message.Should().Contain(file.Message);
    }

    [Theory]
    [MemberData(nameof(AcceptedNames))]
    public void Read_OddFile_GivesTheDocumentedTable(string name)
    {
        var file = Array.Find(Accepted, candidate => candidate.Name == name);

        CsvReadResult result = CsvText.Read(file.Bytes, file.Options);

        Shown(result.Table).Should().Be(file.Expected);
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void Read_WrongFileInSmallPieces_GivesTheSameFault(string name)
    {
        OddFile file = Array.Find(Refused, candidate => candidate.Name == name)!;
        using var whole = new MemoryStream(file.Bytes);
        using var pieces = new PiecewiseStream(file.Bytes, 1);
        string expected = new Func<CsvReadResult>(() => TableCsvReader.Read(whole, file.Options)).Should().Throw<RecordFormatException>().Which.Message;

        new Func<CsvReadResult>(() => TableCsvReader.Read(pieces, file.Options)).Should().Throw<RecordFormatException>().WithMessage(expected);
    }

    private static string Shown(Table table) =>
        string.Join(" ", table.Schema.Columns.Select(column => $"{column.Name}:{column.Kind}"))
        + string.Concat(Enumerable.Range(0, table.RowCount).Select(row => " | " + string.Join(" ", Enumerable.Range(0, table.Schema.Count).Select(column => table.Value(row, column).ToString()))));

    private sealed record OddFile(string Name, byte[] Bytes, CsvReadOptions Options, string Code, string? Column, long? Row, long? Line, string Message)
    {
        public OddFile(string name, string text, CsvReadOptions options, string code, string? column, long? row, long? line, string message)
            : this(name, CsvText.Utf8(text), options, code, column, row, line, message)
        {
        }
    }
}
