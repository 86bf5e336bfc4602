using System.Collections.Immutable;
using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Comparing;

/// <summary>A file that says what to compare: an array of objects, each a <see cref="CandidateSpec"/>.</summary>
/// <example><code>[{ "name": "forest", "trees": [100, 200], "max-depth": [10, null] }, { "name": "isolation", "algorithm": "isolation-forest" }]</code></example>
internal sealed class CandidateFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    private readonly string _path;
    private readonly ImmutableArray<CandidateSpec> _specs;

    private CandidateFile(string path, ImmutableArray<CandidateSpec> specs)
    {
        _path = path;
        _specs = specs;
    }

    /// <exception cref="ToolFailure">The file cannot be opened, is no JSON, or not of this form; the message names it and the place.</exception>
    public static CandidateFile Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(InputTable.Existing(path));
            using var document = JsonDocument.Parse(stream, Lenient);
            return Of(path, document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new ToolFailure(ExitCode.BadData, $"{path}: no JSON: {exception.Message}", exception);
        }
    }

    /// <summary>The candidates for a table: every combination of the values of each object.</summary>
    /// <exception cref="ToolFailure">An option or a value is none, a name stands twice, two candidates are the same, or there are too many.</exception>
    public ImmutableArray<DetectorCandidate> CandidatesFor(Table training)
    {
        long count = _specs.Sum(spec => spec.CombinationCount);
        if (count > CandidateGrid.MostCandidates) throw Failure($"there are {count:N0} combinations; at most {CandidateGrid.MostCandidates:N0} can be compared");
        var known = new Dictionary<AnomalyDetectorOptions, string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var candidates = ImmutableArray.CreateBuilder<DetectorCandidate>((int)count);
        foreach ((string name, ImmutableArray<string> arguments) in _specs.SelectMany(spec => spec.Combinations()))
        {
            DetectorCandidate candidate = CandidateOf(name, arguments, training);
            if (!names.Add(name)) throw Failure($"two candidates are named '{name}'; names must differ");
            if (!known.TryAdd(candidate.Options, name)) throw Failure($"candidates '{known[candidate.Options]}' and '{name}' are the same; every value must change something");
            candidates.Add(candidate);
        }

        return candidates.MoveToImmutable();
    }

    private static CandidateFile Of(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0) throw new ToolFailure(ExitCode.BadData, $"{path}: expected an array of candidates, such as [{{ \"name\": \"forest\", \"trees\": [100, 200] }}]");
        return new CandidateFile(path, [.. root.EnumerateArray().Select((element, index) => CandidateSpec.Of(element, $"{path}: candidate {index + 1}"))]);
    }

    private DetectorCandidate CandidateOf(string name, ImmutableArray<string> arguments, Table training)
    {
        try
        {
            return new DetectorCandidate(name, CandidateOptions.Parse(arguments, training));
        }
        catch (Exception exception) when (ToolFailure.Of(exception) is { } failure)
        {
            throw new ToolFailure(failure.ExitCode, $"{_path}: candidate '{name}': {failure.Message}", exception);
        }
    }

    private ToolFailure Failure(FormattableString problem) => new(ExitCode.BadData, $"{_path}: {FormattableString.Invariant(problem)}");
}
