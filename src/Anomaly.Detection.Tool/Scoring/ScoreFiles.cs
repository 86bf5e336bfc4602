using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>What is read and written by a scoring.</summary>
internal sealed record ScoreFiles
{
    /// <summary>The rows; <c>-</c> for standard input.</summary>
    public required string Data { get; init; }

    public required string Model { get; init; }

    /// <summary>The scores; <c>-</c> for standard output.</summary>
    public required string Output { get; init; }

    /// <summary>Name of the form of <see cref="Data"/>; null where its ending says it.</summary>
    public string? Format { get; init; }

    /// <summary>Name of the form of <see cref="Output"/>; null where its ending says it, or, on standard output, the input.</summary>
    public string? OutputFormat { get; init; }

    public DataForm InputForm => DataForm.Of(Data, Format);

    public DataForm OutputForm => DataForm.Of(Output, OutputFormat ?? (Output == OutputFile.StandardOutput && InputForm.IsNdjson ? "ndjson" : null));

    /// <summary>Refuses to write over what is read.</summary>
    public void Check()
    {
        NamedFile.CheckNotOver("--out", Output, "the rows", Data);
        NamedFile.CheckNotOver("--out", Output, "the model", Model);
    }
}
