using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Anomaly.Detection.Numerics;

/// <summary>Texts that are known beforehand, names or categories, found by their bytes in UTF-8: no string is made of what is asked. Immutable.</summary>
/// <remarks>
/// Open addressing, at most half full: the hash of a text says where to begin, the next free slot ends the search, and bytes decide.
/// <code>
/// slots   [ ] [hash, 2] [hash, 0] [ ] [ ] [hash, 1] …     bytes   d e s k t o p m o b i l e t a b l e t
///                                                         starts  0             7           13          19
/// </code>
/// </remarks>
internal sealed class Utf8Index
{
    private const int WordLength = sizeof(ulong);
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    // Differs from process to process, so that no file of classes can be written whose texts all begin at one slot. No result depends on it.
    private static readonly ulong Seed = (uint)HashCode.Combine(0) * Multiplier;

    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly Slot[] _slots;

    /// <summary>Takes the texts.</summary>
    /// <param name="texts">The texts, all different, each valid Unicode.</param>
    public Utf8Index(IReadOnlyList<string> texts)
    {
        _starts = new int[texts.Count + 1];
        for (int index = 0; index < texts.Count; index++) _starts[index + 1] = checked(_starts[index] + Encoding.UTF8.GetByteCount(texts[index]));

        _bytes = new byte[_starts[^1]];
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)(texts.Count * 2) + 1)];
        for (int index = 0; index < texts.Count; index++)
        {
            Encoding.UTF8.GetBytes(texts[index], _bytes.AsSpan(_starts[index]));
            Add(index);
        }
    }

    /// <summary>The number of texts.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Whether a text is the one at an index.</summary>
    /// <param name="index">The index, first text = 0.</param>
    /// <param name="utf8Text">The text.</param>
    public bool Is(int index, ReadOnlySpan<byte> utf8Text)
    {
        int start = _starts[index];
        return utf8Text.SequenceEqual(_bytes.AsSpan(start, _starts[index + 1] - start));
    }

    /// <summary>Where a text stands.</summary>
    /// <param name="utf8Text">The text; it need not be valid UTF-8.</param>
    /// <returns>The index, or −1 when it is none of the texts.</returns>
    public int IndexOf(ReadOnlySpan<byte> utf8Text)
    {
        Slot[] slots = _slots;
        uint hash = Hash(utf8Text);
        for (uint place = hash; ; place++)
        {
            Slot slot = slots[place & (slots.Length - 1)];
            if (slot.Number == 0) return -1;
            if (slot.Hash == hash && Is(slot.Number - 1, utf8Text)) return slot.Number - 1;
        }
    }

    private void Add(int index)
    {
        uint hash = Hash(_bytes.AsSpan(_starts[index].._starts[index + 1]));
        uint place = hash;
        while (_slots[place & (_slots.Length - 1)].Number != 0) place++;
        _slots[place & (_slots.Length - 1)] = new Slot(hash, index + 1);
    }

    // Every byte counts, eight at a time: the two words of the end may overlap, which with the length still tells all texts of one length apart.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        ulong state = Seed ^ (uint)text.Length;
        for (; text.Length > 2 * WordLength; text = text[WordLength..]) state = Mix(state ^ BinaryPrimitives.ReadUInt64LittleEndian(text), Multiplier);
        ulong first, last;
        if (text.Length >= WordLength)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(text);
            last = BinaryPrimitives.ReadUInt64LittleEndian(text[^WordLength..]);
        }
        else if (text.Length >= WordLength / 2)
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(text);
            last = BinaryPrimitives.ReadUInt32LittleEndian(text[^(WordLength / 2)..]);
        }
        else
        {
            first = text.Length == 0 ? 0u : (uint)((text[0] << 16) | (text[text.Length / 2] << 8) | text[^1]);
            last = 0;
        }

        return (uint)Mix(state ^ first, Multiplier ^ last);
    }

    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    /// <param name="Hash">The hash of a text.</param>
    /// <param name="Number">Its index + 1; 0 where the slot is free.</param>
    private readonly record struct Slot(uint Hash, int Number);
}
