using System.Collections.Immutable;
using System.Text.Json;

namespace Anomaly.Detection.Tool.Comparing;

/// <summary>An option of <c>anomaly train</c>, without its dashes, and the values to compare.</summary>
/// <param name="Option">Such as <c>max-depth</c>.</param>
/// <param name="Values">As they would be typed; null where the option is not given.</param>
internal sealed record CandidateSetting(string Option, ImmutableArray<string?> Values)
{
    private const string True = "true";
    private const string False = "false";

    /// <exception cref="ToolFailure">A value is no number, text, truth value or null, or there are none.</exception>
    public static CandidateSetting Of(JsonProperty field, string place)
    {
        string where = $"{place}: \"{field.Name}\"";
        if (field.Value.ValueKind != JsonValueKind.Array) return new CandidateSetting(field.Name, [ValueOf(field.Value, where)]);
        if (field.Value.GetArrayLength() == 0) throw new ToolFailure(ExitCode.BadData, $"{where}: expected at least one value");
        return new CandidateSetting(field.Name, [.. field.Value.EnumerateArray().Select(element => ValueOf(element, where))]);
    }

    /// <summary>What would be typed for a value.</summary>
    public IEnumerable<string> ArgumentsFor(string? value) => value switch
    {
        null or False => [],
        True => [$"--{Option}"],
        _ => [$"--{Option}", value],
    };

    /// <summary>A value as it stands in the file, shortened.</summary>
    public static string Shown(JsonElement element)
    {
        const int Longest = 40;
        string text = element.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    private static string? ValueOf(JsonElement element, string where) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Null => null,
        _ => throw new ToolFailure(ExitCode.BadData, $"{where}: expected numbers, texts, true, false or null, but there is {Shown(element)}"),
    };
}
