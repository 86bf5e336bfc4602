using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Reads a text line by line, in chunks of whole lines; lines end with LF or CRLF.</summary>
internal static class JsonLineReader
{
    private const int BytesPerChunk = 1 << 22;
    private const int LongestLine = 1 << 24;

    /// <summary>Reads a stream from where it stands to its end.</summary>
    /// <exception cref="RecordFormatException">A line is too long, or the text is plainly no JSON.</exception>
    public static IEnumerable<JsonLines> Read(Stream source)
    {
        byte[] rest = [];
        long lineNumber = 0;
        bool isFirst = true, isAtEnd = false;
        while (!isAtEnd)
        {
            byte[] buffer = new byte[Math.Max(BytesPerChunk, rest.Length + BytesPerChunk)];
            rest.CopyTo(buffer, 0);
            int length = rest.Length + Fill(source, buffer.AsSpan(rest.Length), out isAtEnd);
            int start = isFirst ? CheckHead(buffer.AsSpan(0, length)) : 0;
            isFirst = false;
            int end = isAtEnd ? length : buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            JsonLines lines = Split(buffer.AsMemory(0, end), start, ref lineNumber);
            rest = buffer[end..length];
            if (rest.Length > LongestLine) throw new RecordFormatException("line-too-long", string.Create(CultureInfo.InvariantCulture, $"the line is longer than {LongestLine} bytes; expected one JSON object a line"), line: lineNumber + 1);
            if (lines.Lines.Count > 0) yield return lines;
        }
    }

    private static int Fill(Stream source, Span<byte> buffer, out bool isAtEnd)
    {
        int length = 0;
        isAtEnd = false;
        while (length < buffer.Length && !isAtEnd)
        {
            int count = source.Read(buffer[length..]);
            isAtEnd = count == 0;
            length += count;
        }

        return length;
    }

    private static JsonLines Split(ReadOnlyMemory<byte> text, int start, ref long lineNumber)
    {
        var lines = new List<(int Start, int Length, long Number)>();
        ReadOnlySpan<byte> bytes = text.Span;
        while (start < bytes.Length)
        {
            int length = bytes[start..].IndexOf((byte)'\n');
            int next = length < 0 ? bytes.Length : start + length + 1;
            ReadOnlySpan<byte> line = bytes[start..(length < 0 ? bytes.Length : start + length)];
            lineNumber++;
            if (line.ContainsAnyExcept(" \t\r"u8)) lines.Add((start, line.TrimEnd("\r"u8).Length, lineNumber));
            start = next;
        }

        return new JsonLines(text, lines);
    }

    private static int CheckHead(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF])) throw new RecordFormatException("utf-16", "the file is UTF-16 (it begins with that byte order mark); save it as UTF-8");
        if (head.StartsWith<byte>([0x1F, 0x8B])) throw new RecordFormatException("is-gzip", "the data is compressed with gzip; name the file .gz");
        return head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }
}
