using System.Runtime.InteropServices;
using System.Text;

namespace Anomaly.Detection.Data;

/// <summary>A column of texts, each different text held once. Null is missing.</summary>
internal sealed class TextColumnBuilder : ColumnBuilder
{
    private const int MissingCode = -1;
    private const int LongestOnStack = 256;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FeatureKind _kind;
    private readonly List<int> _codes = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codeOfSpan;

    public TextColumnBuilder(FeatureKind kind)
    {
        _kind = kind;
        _codeOfSpan = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override int Count => _codes.Count;

    /// <summary>The different texts, in order of first appearance.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The code of each cell: an index into <see cref="Texts"/>, or −1 when missing.</summary>
    public ReadOnlySpan<int> Codes => CollectionsMarshal.AsSpan(_codes);

    public override void Add(FeatureValue value)
    {
        if (value.IsMissing) _codes.Add(MissingCode);
        else Add(value.ToText().AsSpan());
    }

    public void Add(ReadOnlySpan<char> text)
    {
        if (!_codeOfSpan.TryGetValue(text, out int code))
        {
            string added = text.ToString();
            if (!UnicodeText.IsWellFormed(added)) throw new RecordFormatException("not-unicode", $"{RecordFormatException.Quote(added)} is not valid Unicode");
            code = _texts.Count;
            _texts.Add(added);
            _codeOf.Add(added, code);
        }

        _codes.Add(code);
    }

    public override void AddText(ReadOnlySpan<byte> utf8Text)
    {
        if (utf8Text.IsEmpty)
        {
            _codes.Add(MissingCode);
            return;
        }

        Span<char> buffer = utf8Text.Length <= LongestOnStack ? stackalloc char[utf8Text.Length] : new char[utf8Text.Length];
        try
        {
            Add(buffer[..StrictUtf8.GetChars(utf8Text, buffer)]);
        }
        catch (DecoderFallbackException exception)
        {
            throw new RecordFormatException("not-utf8", $"{RecordFormatException.Quote(Encoding.UTF8.GetString(utf8Text))} is not valid UTF-8", innerException: exception);
        }
    }

    public override void Truncate(int count)
    {
        if (count < _codes.Count) _codes.RemoveRange(count, _codes.Count - count);
    }

    public override Array Build(out FeatureKind kind, out string? note)
    {
        kind = _kind;
        note = null;
        string?[] values = new string?[_codes.Count];
        for (int row = 0; row < values.Length; row++) values[row] = _codes[row] == MissingCode ? null : _texts[_codes[row]];
        return values;
    }
}
