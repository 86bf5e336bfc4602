using System.IO.Compression;
using System.Text;

namespace Anomaly.Detection.Tool.Inspecting;

/// <summary>How large a model file is, and the checksum that it ends with.</summary>
/// <param name="FileLength">Bytes on the disk.</param>
/// <param name="ContentLength">Bytes of the model; more where the file is compressed.</param>
/// <param name="Checksum">SHA-256 of all bytes before it, as the file says it.</param>
internal sealed record ModelSeal(long FileLength, long ContentLength, string Checksum)
{
    // The last field of the file: "sha256": "…" and the end of the object.
    private const int HexLength = 64;
    private const int AfterHex = 4;

    /// <summary>Whether the file is compressed.</summary>
    public bool IsGzip => FileLength != ContentLength;

    /// <summary>Reads the end of a file that was loaded as a model before, so that its checksum is known to be right.</summary>
    public static ModelSeal Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Span<byte> head = stackalloc byte[2];
        bool isGzip = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head[0] == 0x1F && head[1] == 0x8B;
        file.Position = 0;
        byte[] end = new byte[HexLength + AfterHex];
        if (!isGzip)
        {
            file.Position = file.Length - end.Length;
            file.ReadExactly(end);
            return new ModelSeal(file.Length, file.Length, HexOf(end));
        }

        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        return new ModelSeal(file.Length, ReadToEnd(gzip, ref end), HexOf(end));
    }

    private static long ReadToEnd(Stream content, ref byte[] end)
    {
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        long length = 0;
        for (int count; (count = content.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            length += count;
            int all = kept + count;
            kept = Math.Min(all, end.Length);
            buffer.AsSpan(all - kept, kept).CopyTo(buffer);
        }

        end = buffer[..kept];
        return length;
    }

    private static string HexOf(byte[] end) => Encoding.ASCII.GetString(end, 0, HexLength);
}
