using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Csv;

/// <summary>Reads the cells of the label column by the two lists of accepted texts.</summary>
internal sealed class LabelReader
{
    private const int LongestShown = 64;
    private readonly Dictionary<string, bool> _isAnomaly = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _othersAreNormal;
    private readonly string _accepted;

    // Labels repeat, so the texts last seen of either class decide nearly every cell without decoding it.
    private byte[] _lastAnomaly = [];
    private byte[] _lastNormal = [];

    public LabelReader(CsvReadOptions options)
    {
        IReadOnlyList<string> positive = options.PositiveLabels ?? CsvReadOptions.DefaultPositiveLabels;
        IReadOnlyList<string> negative = options.NegativeLabels ?? (options.PositiveLabels is null ? CsvReadOptions.DefaultNegativeLabels : []);
        if (positive.Count == 0) throw new OptionsException(nameof(CsvReadOptions.PositiveLabels), "at least one text", "none");
        foreach (string text in positive) _isAnomaly[text] = true;
        foreach (string text in negative)
        {
            if (_isAnomaly.TryGetValue(text, out bool isAnomaly) && isAnomaly) throw new OptionsException(nameof(CsvReadOptions.NegativeLabels), "texts that are not positive labels too", RecordFormatException.Quote(text));
            _isAnomaly[text] = false;
        }

        _othersAreNormal = options.PositiveLabels is not null && options.NegativeLabels is null;
        _accepted = $"{string.Join(", ", positive)} (anomaly) or {(_othersAreNormal ? "any other text" : string.Join(", ", negative))} (normal)";
    }

    /// <summary>Reads one label.</summary>
    /// <exception cref="RecordFormatException">The label is empty, or in neither list.</exception>
    public bool Read(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty) throw new RecordFormatException("missing-label", $"the label is empty; expected {_accepted}");
        if (cell.SequenceEqual(_lastNormal)) return false;
        if (cell.SequenceEqual(_lastAnomaly)) return true;
        string text = Encoding.UTF8.GetString(cell);
        if (!_isAnomaly.TryGetValue(text, out bool isAnomaly) && !_othersAreNormal)
        {
            throw new RecordFormatException("unknown-label", $"{RecordFormatException.Quote(text)} is not a known label; expected {_accepted}, or declare PositiveLabels");
        }

        if (cell.Length <= LongestShown)
        {
            if (isAnomaly) _lastAnomaly = cell.ToArray();
            else _lastNormal = cell.ToArray();
        }

        return isAnomaly;
    }
}
