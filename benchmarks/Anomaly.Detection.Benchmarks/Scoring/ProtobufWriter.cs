using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>Writes a message of Protocol Buffers: just the kinds of fields that an ONNX file of a forest has.</summary>
/// <remarks>A field is a varint (number · 8 + wire type) and its content; wire type 0 is a varint, 2 is a length and as many bytes.</remarks>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Bytes = 2;
    private const int LongestVarint = 10;

    private readonly ArrayBufferWriter<byte> _written = new();

    public byte[] ToArray() => _written.WrittenSpan.ToArray();

    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Raw((ulong)value);
    }

    public void Text(int field, string value) => Content(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var message = new ProtobufWriter();
        write(message);
        Content(field, message._written.WrittenSpan);
    }

    /// <summary>Integers in the packed form.</summary>
    public void Integers(int field, ReadOnlySpan<long> values)
    {
        var packed = new ProtobufWriter();
        foreach (long value in values) packed.Raw((ulong)value);
        Content(field, packed._written.WrittenSpan);
    }

    /// <summary>32-bit floats in the packed form.</summary>
    public void Floats(int field, ReadOnlySpan<float> values)
    {
        byte[] packed = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(packed.AsSpan(i * sizeof(float)), values[i]);
        Content(field, packed);
    }

    private void Content(int field, ReadOnlySpan<byte> content)
    {
        Tag(field, Bytes);
        Raw((ulong)content.Length);
        _written.Write(content);
    }

    private void Tag(int field, int wireType) => Raw(((ulong)field << 3) | (uint)wireType);

    // Seven bits a byte, the lowest first; the highest bit says that more follow.
    private void Raw(ulong value)
    {
        Span<byte> bytes = _written.GetSpan(LongestVarint);
        int count = 0;
        while (value >= 0x80)
        {
            bytes[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[count++] = (byte)value;
        _written.Advance(count);
    }
}
