using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Anomaly.Detection.Artifacts;

/// <summary>Gets the bytes of a model, decompressed, from wherever they are, and never more than a cap.</summary>
internal static class ModelBytes
{
    private const int FirstBuffer = 64 * 1024;
    private const int GzipTrailerLength = 8;

    public static ReadOnlyMemory<byte> FromFile(string path, int cap)
    {
        var info = new FileInfo(path);
        if (Directory.Exists(path)) throw new ModelFormatException("not-a-file", "", "the path leads to a folder; expected a model file");

        // A link says its own length, so it is followed first.
        if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) info = target;
        if (!info.Exists) throw new FileNotFoundException($"There is no model file '{path}'.", path);

        // Pipes and devices say 0; opening a pipe would wait for ever.
        CheckLength(info.Length, cap);
        using SafeFileHandle handle = File.OpenHandle(info.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);

        // Another file may have taken the place of the one just looked at; what is open stays what it is.
        long length = RandomAccess.GetLength(handle);
        CheckLength(length, cap);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        int count = 0;
        while (count < bytes.Length)
        {
            int read = RandomAccess.Read(handle, bytes.AsSpan(count), count);
            if (read == 0) break;
            count += read;
        }

        return Decompress(bytes.AsMemory(0, count), cap);
    }

    public static ReadOnlyMemory<byte> FromStream(Stream source, int cap) => Decompress(ReadAll(source, cap), cap);

    public static ReadOnlyMemory<byte> FromBytes(ReadOnlySpan<byte> bytes, int cap)
    {
        CheckCap(bytes.Length, cap);
        return Decompress(bytes.ToArray(), cap);
    }

    /// <summary>A stream that compresses what is written to it. The header holds no time and no name.</summary>
    public static Stream Compress(Stream destination) => new GZipStream(destination, CompressionLevel.Optimal, leaveOpen: true);

    private static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> bytes, int cap)
    {
        if (!IsGzip(bytes.Span)) return bytes;
        try
        {
            using var gzip = new GZipStream(AsStream(bytes), CompressionMode.Decompress);
            ReadOnlyMemory<byte> content = ReadAll(gzip, cap);

            // The compressed form ends with the length of its content, so whatever was put behind it shows.
            bool isWhole = bytes.Length >= GzipTrailerLength
                && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^4..]) == (uint)content.Length;
            if (!isWhole) throw new ModelFormatException("bad-gzip", "", "the compressed file is cut off, or something follows it");
            if (IsGzip(content.Span)) throw new ModelFormatException("bad-gzip", "", "the file is compressed twice");
            return content;
        }
        catch (InvalidDataException exception)
        {
            throw new ModelFormatException("bad-gzip", "", "the compressed file is damaged", exception);
        }
    }

    // All bytes here come out of arrays of this class.
    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes)
    {
        _ = MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment);
        return new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false);
    }

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.Length >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;

    // Grows with what was really there, not with what anybody says there will be.
    private static ReadOnlyMemory<byte> ReadAll(Stream source, int cap)
    {
        byte[] buffer = new byte[Math.Min(FirstBuffer, cap)];
        int count = 0;
        while (true)
        {
            int read = source.Read(buffer, count, buffer.Length - count);
            if (read == 0) return buffer.AsMemory(0, count);
            count += read;
            if (count < buffer.Length) continue;
            if (count == cap)
            {
                if (source.ReadByte() >= 0) CheckCap((long)cap + 1, cap);
                return buffer;
            }

            Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, cap));
        }
    }

    private static void CheckLength(long length, int cap)
    {
        if (length == 0) throw new ModelFormatException("empty-file", "", "the file is empty, or not a regular file");
        CheckCap(length, cap);
    }

    private static void CheckCap(long length, int cap)
    {
        if (length > cap) throw new ModelFormatException("too-large", "", FormattableString.Invariant($"the file has more than {cap} bytes, the limit that {nameof(ArtifactLoadOptions)}.{nameof(ArtifactLoadOptions.MaxBytes)} sets"));
    }
}
