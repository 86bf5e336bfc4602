using System.Buffers;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>Pooled memory that begins where a vector line of the processor's cache does; a vector across two lines costs twice.</summary>
/// <remarks>Bytes are what the last user left in them.</remarks>
internal ref struct AlignedMemory : IDisposable
{
    private const int Alignment = 64;

    private readonly byte[] _rented;
    private GCHandle _pin;

    /// <summary>Rents.</summary>
    /// <param name="length">Bytes.</param>
    public AlignedMemory(int length)
    {
        _rented = ArrayPool<byte>.Shared.Rent(length + Alignment);
        _pin = GCHandle.Alloc(_rented, GCHandleType.Pinned);
        int offset = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_rented, 0) & (Alignment - 1));
        Bytes = _rented.AsSpan(offset, length);
    }

    public readonly Span<byte> Bytes { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _pin.Free();
        ArrayPool<byte>.Shared.Return(_rented);
    }
}
