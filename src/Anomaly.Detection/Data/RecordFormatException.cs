using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>A record, or a row of a table, does not hold what its column expects.</summary>
/// <remarks>The message names the place, at most 64 characters of the value, and what was expected.</remarks>
public sealed class RecordFormatException : FormatException
{
    private const int LongestQuote = 64;

    /// <summary>Creates the exception.</summary>
    /// <param name="code">A stable word for the kind of fault, such as <c>not-a-number</c>.</param>
    /// <param name="problem">What is wrong and what was expected.</param>
    /// <param name="column">The column's name, where one is to blame.</param>
    /// <param name="row">The row's number, first row = 1, where there are several.</param>
    /// <param name="innerException">The cause, if another exception told of it.</param>
    /// <param name="line">The line of the file on which the row begins, first line = 1, where the row comes from a text file.</param>
    public RecordFormatException(string code, string problem, string? column = null, long? row = null, Exception? innerException = null, long? line = null)
        : base(Place(column, row, line) + problem, innerException)
    {
        Code = code;
        Problem = problem;
        Column = column;
        Row = row;
        Line = line;
    }

    /// <summary>A stable word for the kind of fault, such as <c>not-a-number</c>.</summary>
    public string Code { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>The column's name, where one is to blame.</summary>
    public string? Column { get; }

    /// <summary>The row's number, first row = 1, where there are several.</summary>
    public long? Row { get; }

    /// <summary>The line of the file on which the row begins, first line = 1, where the row comes from a text file. Quoted line breaks and empty lines make it run ahead of the row.</summary>
    public long? Line { get; }

    /// <summary>The same fault, with the row it was met in.</summary>
    /// <param name="row">The row's number, first row = 1.</param>
    /// <returns>A new exception.</returns>
    public RecordFormatException AtRow(long row) => new(Code, Problem, Column, row, this, Line);

    /// <summary>A value between quotes, cut to 64 characters, with control characters made visible.</summary>
    /// <param name="value">Any text.</param>
    /// <returns>The quoted text.</returns>
    public static string Quote(ReadOnlySpan<char> value)
    {
        bool isCut = value.Length > LongestQuote;
        Span<char> shown = stackalloc char[Math.Min(value.Length, LongestQuote)];
        value[..shown.Length].CopyTo(shown);
        for (int i = 0; i < shown.Length; i++)
        {
            if (char.IsControl(shown[i]) || char.IsSurrogate(shown[i])) shown[i] = '\uFFFD';
        }

        return isCut ? $"'{shown}…'" : $"'{shown}'";
    }

    private static string Place(string? column, long? row, long? line)
    {
        string place = row is { } number ? "row " + number.ToString(CultureInfo.InvariantCulture) : "";
        if (line is { } lineNumber) place += (place.Length == 0 ? "line " : ", line ") + lineNumber.ToString(CultureInfo.InvariantCulture);
        if (column is null) return place.Length == 0 ? "" : place + ": ";
        return place.Length == 0 ? $"column {Quote(column)}: " : $"column {Quote(column)} ({place}): ";
    }
}
