using System.Text;
using System.Text.Unicode;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using CsvHelper;

namespace Anomaly.Detection.Csv;

/// <summary>The names in the first row of a file: none empty, all different.</summary>
internal sealed class CsvHeader
{
    private const int MostNamesShown = 20;
    private readonly Dictionary<string, int> _fields = new(StringComparer.Ordinal);

    private CsvHeader(string[] names)
    {
        Names = names;
        for (int field = 0; field < names.Length; field++)
        {
            if (names[field].Length == 0) throw new RecordFormatException("empty-header", $"column {NumberText.Format(field + 1)} of {NumberText.Format(names.Length)} has no name");
            if (!_fields.TryAdd(names[field], field)) throw new RecordFormatException("duplicate-header", $"two columns have this name: numbers {NumberText.Format(_fields[names[field]] + 1)} and {NumberText.Format(field + 1)}", names[field]);
        }
    }

    public string[] Names { get; }

    public int Count => Names.Length;

    /// <summary>Reads the header from the row on which the parser stands.</summary>
    public static CsvHeader Read(CsvReader csv, CsvReadOptions options)
    {
        if (csv.FieldCount > options.MaxColumns) throw new RecordFormatException("too-many-columns", $"the header has {NumberText.Format(csv.FieldCount)} columns, but MaxColumns allows {NumberText.Format(options.MaxColumns)}");
        if (csv.RawRecord.Contains((byte)0)) throw new RecordFormatException("nul-byte", "the header holds a NUL byte; the file is damaged or not UTF-8 (UTF-16 without byte order mark looks so)");
        if (!Utf8.IsValid(csv.RawRecord)) throw new RecordFormatException("not-utf8", $"the header is not valid UTF-8: {RecordFormatException.Quote(Encoding.UTF8.GetString(csv.RawRecord))}");
        string[] names = new string[csv.FieldCount];
        bool areAllNumbers = true;
        for (int field = 0; field < names.Length; field++)
        {
            ReadOnlySpan<byte> cell = csv.GetSpan(field);
            bool isQuoted = csv.GetRawSpan(field).StartsWith("\""u8);
            areAllNumbers &= !isQuoted && NumberText.TryParse(cell, out _);
            if (options.RestoreNeutralised && isQuoted && FormulaText.IsGuarded(cell)) cell = cell[1..];
            if (cell.Length > options.MaxFieldLength) throw new RecordFormatException("cell-too-long", $"the name of column {NumberText.Format(field + 1)} has {NumberText.Format(cell.Length)} bytes, but MaxFieldLength allows {NumberText.Format(options.MaxFieldLength)}");
            names[field] = Encoding.UTF8.GetString(cell);
        }

        if (areAllNumbers && !IsNamedByOptions(names, options))
        {
            throw new RecordFormatException("no-header", $"the first row holds numbers only ({RecordFormatException.Quote(names[0])}, …); expected a header with the names of the columns. Names that are numbers must be quoted, or be named by an option");
        }

        RefuseOtherSeparator(csv, names, options);
        return new CsvHeader(names);
    }

    /// <summary>Which field a column is.</summary>
    /// <exception cref="RecordFormatException">The file has no such column.</exception>
    public int FieldOf(string name, string neededBy)
    {
        if (_fields.TryGetValue(name, out int field)) return field;
        throw new RecordFormatException("missing-column", $"the file has no such column, but {neededBy} names it; the columns are {Shown(Names)}", name);
    }

    public static string Shown(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostNamesShown).Select(name => RecordFormatException.Quote(name))) + (names.Count > MostNamesShown ? ", …" : "");

    // A header of one unquoted name that holds another separator was written with that separator.
    private static void RefuseOtherSeparator(CsvReader csv, string[] names, CsvReadOptions options)
    {
        if (names.Length != 1 || csv.GetRawSpan(0).StartsWith("\""u8) || IsNamedByOptions(names, options)) return;
        int found = names[0].AsSpan().IndexOfAny(",;\t|");
        if (found < 0) return;
        throw new RecordFormatException("wrong-separator", $"the header is one column, {RecordFormatException.Quote(names[0])}; if {Name(names[0][found])} stands between its columns, set the option Separator. A name that holds it must be quoted");
    }

    private static string Name(char separator) => separator == '\t' ? "a tab" : RecordFormatException.Quote(separator.ToString());

    private static bool IsNamedByOptions(string[] names, CsvReadOptions options) => Array.Exists(names, name =>
        options.Kinds.ContainsKey(name) || options.Schema?.IndexOf(name) >= 0 || options.Exclude.Contains(name) || options.LabelColumn == name);
}
