using System.IO.Compression;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Decompresses gzip, and refuses what was cut off.</summary>
internal static class StrictGzip
{
    // Without it half a download reads as a shorter file.
    static StrictGzip() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public static Stream Decompress(Stream source) => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
}
