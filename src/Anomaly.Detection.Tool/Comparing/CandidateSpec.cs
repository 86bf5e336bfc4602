using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Anomaly.Detection.Tool.Comparing;

/// <summary>One object of a <see cref="CandidateFile"/>: a name, and options of <c>anomaly train</c> with one or several values.</summary>
internal sealed class CandidateSpec
{
    private const string NameField = "name";

    private readonly string _name;
    private readonly ImmutableArray<CandidateSetting> _settings;

    private CandidateSpec(string name, ImmutableArray<CandidateSetting> settings)
    {
        _name = name;
        _settings = settings;
    }

    /// <summary>How many candidates it makes.</summary>
    public long CombinationCount => _settings.Aggregate(1L, (count, setting) => Math.Min(count * setting.Values.Length, int.MaxValue));

    /// <param name="element">The object.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="ToolFailure">It is no object, has no name, or a value is none.</exception>
    public static CandidateSpec Of(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new ToolFailure(ExitCode.BadData, $"{place}: expected an object, but there is {CandidateSetting.Shown(element)}");
        if (!element.TryGetProperty(NameField, out JsonElement name) || name.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(name.GetString())) throw new ToolFailure(ExitCode.BadData, $"{place}: expected a field \"name\" with a text");
        string known = name.GetString()!;
        return new CandidateSpec(known, [.. element.EnumerateObject().Where(field => field.Name != NameField).Select(field => CandidateSetting.Of(field, $"{place} ('{known}')"))]);
    }

    /// <summary>Every combination, the last setting running fastest, named as <c>forest trees=100 max-depth=none</c>: only what varies is in the name.</summary>
    public IEnumerable<(string Name, ImmutableArray<string> Arguments)> Combinations()
    {
        for (long number = 0; number < CombinationCount; number++)
        {
            var name = new StringBuilder(_name);
            var arguments = ImmutableArray.CreateBuilder<string>();
            long rest = number, combinations = CombinationCount;
            foreach (CandidateSetting setting in _settings)
            {
                combinations /= setting.Values.Length;
                string? value = setting.Values[(int)(rest / combinations)];
                rest %= combinations;
                if (setting.Values.Length > 1) name.Append(' ').Append(setting.Option).Append('=').Append(value ?? "none");
                arguments.AddRange(setting.ArgumentsFor(value));
            }

            yield return (name.ToString(), arguments.ToImmutable());
        }
    }
}
