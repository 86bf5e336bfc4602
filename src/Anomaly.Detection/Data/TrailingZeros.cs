using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>Remembers, a byte a row, how many zeros that say nothing end the text of a number: <c>1.500</c> is <c>1.5</c> and two zeros.</summary>
/// <remarks>Files of fixed decimals hold one such number in ten; keeping their texts would cost more than keeping the column.</remarks>
internal sealed class TrailingZeros
{
    private readonly List<byte> _zeros = [];

    /// <summary>The zeros of a row; 0 where there are none.</summary>
    public int Of(int row) => row < _zeros.Count ? _zeros[row] : 0;

    /// <summary>Takes note of a text, if it is what <see cref="NumberText.Format"/> writes but for zeros after the decimal point.</summary>
    /// <returns>Whether it is.</returns>
    public bool TryAdd(int row, ReadOnlySpan<byte> text)
    {
        int end = text.Length;
        while (end > 0 && text[end - 1] == '0') end--;
        int zeros = text.Length - end;
        if (zeros is 0 or > byte.MaxValue || end == 0) return false;
        if (text[end - 1] == '.') end--;
        else if (!text[..end].Contains((byte)'.')) return false;
        if (!NumberText.TryParse(text[..end], out _, out bool isCanonical) || !isCanonical) return false;
        while (_zeros.Count < row) _zeros.Add(0);
        _zeros.Add((byte)zeros);
        return true;
    }

    /// <summary>The text of a row that has zeros.</summary>
    public string Format(int row, double value)
    {
        string text = NumberText.Format(value);
        return text + (text.Contains('.', StringComparison.Ordinal) ? "" : ".") + new string('0', _zeros[row]);
    }

    public void Truncate(int count)
    {
        if (count < _zeros.Count) _zeros.RemoveRange(count, _zeros.Count - count);
    }
}
