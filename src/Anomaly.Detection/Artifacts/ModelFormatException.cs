using System.Text;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Artifacts;

/// <summary>A model file is not what <see cref="DetectorArtifact.Save(string)"/> writes. The only thing that loading throws for what it reads.</summary>
/// <remarks>The message names the place, at most 64 characters of the file, and what was expected. The codes are listed in <c>docs/model-format.md</c>.</remarks>
public sealed class ModelFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">A stable word for the kind of fault, such as <c>checksum-mismatch</c>.</param>
    /// <param name="place">Where in the file, such as <c>model.trees[3].threshold[17]</c>; empty for the file as a whole.</param>
    /// <param name="problem">What is wrong and what was expected.</param>
    /// <param name="innerException">The cause, if another exception told of it.</param>
    public ModelFormatException(string code, string place, string problem, Exception? innerException = null)
        : base(string.IsNullOrEmpty(place) ? $"model file: {problem} ({code})" : $"model file, {place}: {problem} ({code})", innerException)
    {
        Code = code;
        Place = place;
        Problem = problem;
    }

    /// <summary>A stable word for the kind of fault, such as <c>checksum-mismatch</c>.</summary>
    public string Code { get; }

    /// <summary>Where in the file, such as <c>model.trees[3].threshold[17]</c>; empty for the file as a whole.</summary>
    public string Place { get; }

    /// <summary>What is wrong and what was expected, without the place.</summary>
    public string Problem { get; }

    /// <summary>A piece of the file between quotes, cut to 64 characters, whatever its bytes.</summary>
    internal static string Quote(ReadOnlySpan<byte> utf8)
    {
        // A character takes at most four bytes, so what is cut off here would not be shown either.
        ReadOnlySpan<byte> shown = utf8[..Math.Min(utf8.Length, 4 * 65)];
        return RecordFormatException.Quote(Encoding.UTF8.GetString(shown));
    }
}
