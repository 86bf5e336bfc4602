using System.Buffers;
using System.Security.Cryptography;

namespace Anomaly.Detection.Artifacts;

/// <summary>The end of a model file: a SHA-256 over every byte before it, and nothing after it.</summary>
internal static class FileSeal
{
    public const int Length = 79;
    private const int HexLength = 2 * SHA256.HashSizeInBytes;
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static ReadOnlySpan<byte> Opening => "\"sha256\": \""u8;

    private static ReadOnlySpan<byte> Closing => "\"\n}\n"u8;

    /// <summary>Writes the seal for a hash.</summary>
    public static byte[] Write(ReadOnlySpan<byte> hash) => [.. Opening, .. System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)), .. Closing];

    /// <summary>Takes the seal off a whole file.</summary>
    /// <param name="file">All bytes.</param>
    /// <returns>The number of bytes before the seal, whose hash is right.</returns>
    public static int Check(ReadOnlySpan<byte> file)
    {
        int bodyLength = file.Length - Length;
        if (bodyLength < 0 || !IsSeal(file[bodyLength..])) ThrowNoSeal(file);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file[..bodyLength], hash);
        string actual = Convert.ToHexStringLower(hash);
        string written = System.Text.Encoding.ASCII.GetString(file.Slice(bodyLength + Opening.Length, HexLength));
        if (actual != written) throw new ModelFormatException("checksum-mismatch", "sha256", $"the file was changed or damaged: its bytes give {actual[..16]}…, but it says {written[..16]}…");
        return bodyLength;
    }

    private static bool IsSeal(ReadOnlySpan<byte> end) =>
        end.StartsWith(Opening) && end.EndsWith(Closing) && !end.Slice(Opening.Length, HexLength).ContainsAnyExcept(HexDigits);

    private static void ThrowNoSeal(ReadOnlySpan<byte> file)
    {
        int start = file.LastIndexOf(Opening);
        if (start >= 0 && file.Length - start > Length && IsSeal(file.Slice(start, Length)))
        {
            throw new ModelFormatException("trailing-bytes", "", FormattableString.Invariant($"{file.Length - start - Length} bytes follow the end of the model"));
        }

        throw new ModelFormatException("truncated", "", "the file does not end with its checksum; it is cut off or was changed");
    }
}
