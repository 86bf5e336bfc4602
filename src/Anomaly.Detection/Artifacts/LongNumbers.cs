using System.Buffers.Binary;

namespace Anomaly.Detection.Artifacts;

/// <summary>Remembers long numbers whose spelling was found right. In a forest the same few fractions of small counts stand again and again.</summary>
/// <remarks>A number stands in the one place that its text gives; the later one takes the place of the earlier one. So it stays small, and forgets rather than errs.</remarks>
internal sealed class LongNumbers
{
    /// <summary>Shorter texts are read as fast as they are found.</summary>
    public const int ShortestText = 8;
    private const int LongestText = 24;
    private const int PlaceBits = 11;

    private Entry[]? _entries;

    /// <summary>Finds the value of a text that was remembered.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (_entries is null || text.Length is < ShortestText or > LongestText) return false;
        Entry wanted = KeyOf(text);
        ref Entry entry = ref _entries[wanted.Place];
        if (entry.Length != wanted.Length || entry.First != wanted.First || entry.Middle != wanted.Middle || entry.Last != wanted.Last) return false;
        value = entry.Value;
        return true;
    }

    public void Remember(ReadOnlySpan<byte> text, double value)
    {
        if (text.Length is < ShortestText or > LongestText) return;
        _entries ??= new Entry[1 << PlaceBits];
        Entry entry = KeyOf(text) with { Value = value };
        _entries[entry.Place] = entry;
    }

    // Eight bytes from the front, from the middle and from the end are all bytes of such a text; where they overlap they agree.
    private static Entry KeyOf(ReadOnlySpan<byte> text) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(text),
        BinaryPrimitives.ReadUInt64LittleEndian(text[Math.Min(8, text.Length - 8)..]),
        BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]),
        text.Length,
        0);

    private readonly record struct Entry(ulong First, ulong Middle, ulong Last, int Length, double Value)
    {
        public int Place => (int)(((First ^ (Middle * 0x9E37_79B9_7F4A_7C15) ^ Last) * 0x9E37_79B9_7F4A_7C15) >> (64 - PlaceBits));
    }
}
