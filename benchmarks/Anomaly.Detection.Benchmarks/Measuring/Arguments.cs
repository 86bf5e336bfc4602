using System.Globalization;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>The arguments of a command: so many in a fixed order, then options. Each is looked up by the name that the usage line gives it.</summary>
internal sealed class Arguments
{
    private readonly string _usage;
    private readonly Dictionary<string, string> _values = [];

    private Arguments(string usage) => _usage = usage;

    /// <summary>Sorts arguments into names and values.</summary>
    /// <param name="arguments">As they came.</param>
    /// <param name="usage">One line, shown with every complaint.</param>
    /// <param name="inOrder">Names of the arguments that must come, in this order.</param>
    /// <param name="options">Names of the options that are followed by a value.</param>
    /// <param name="flags">Names of the options that are not.</param>
    /// <exception cref="UsageException">There are too few or too many, or an option is unknown or lacks its value.</exception>
    public static Arguments Parse(string[] arguments, string usage, string[] inOrder, string[] options, params string[] flags)
    {
        var parsed = new Arguments(usage);
        int found = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (flags.Contains(argument))
            {
                parsed._values[argument] = "";
            }
            else if (options.Contains(argument))
            {
                parsed._values[argument] = ++i < arguments.Length ? arguments[i] : throw parsed.Complaint($"{argument} is the last argument; expected a value after it");
            }
            else if (argument.StartsWith("--", StringComparison.Ordinal) || found == inOrder.Length)
            {
                throw parsed.Complaint($"'{argument}' was not expected; options are {string.Join(", ", [.. options, .. flags])}");
            }
            else
            {
                parsed._values[inOrder[found++]] = argument;
            }
        }

        return found == inOrder.Length ? parsed : throw parsed.Complaint($"{inOrder[found]} is missing");
    }

    /// <summary>Whether an option was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A text, as it came.</summary>
    public string Text(string name, string otherwise = "") => _values.GetValueOrDefault(name, otherwise);

    /// <summary>A whole number of at least 1.</summary>
    public int Count(string name, int otherwise = 1) => _values.TryGetValue(name, out string? text) ? Counted(name, text) : otherwise;

    /// <summary>Whole numbers of at least 1, with commas between.</summary>
    public int[] Counts(string name, string otherwise) => [.. List(name, otherwise).Select(text => Counted(name, text))];

    /// <summary>A seed.</summary>
    public ulong Seed(string name, ulong otherwise)
    {
        if (!_values.TryGetValue(name, out string? text)) return otherwise;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : throw Complaint($"{name} is '{text}'; expected a whole number of at least 0");
    }

    /// <summary>One of the given words.</summary>
    public string Choice(string name, IEnumerable<string> choices, string otherwise = "") => OneOf(name, Text(name, otherwise), choices);

    /// <summary>Some of the given words, with commas between.</summary>
    public string[] Choices(string name, IReadOnlyCollection<string> choices, string otherwise) => [.. List(name, otherwise).Select(word => OneOf(name, word, choices))];

    /// <summary>Words with commas between.</summary>
    public string[] List(string name, string otherwise) => Text(name, otherwise).Split(',', StringSplitOptions.TrimEntries);

    /// <summary>What to throw when an argument cannot be used.</summary>
    public UsageException Complaint(string problem) => new($"{problem}{Environment.NewLine}usage: {_usage}");

    private int Counted(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 ? count : throw Complaint($"{name} is '{text}'; expected a whole number of at least 1");

    private string OneOf(string name, string word, IEnumerable<string> choices) =>
        choices.Contains(word) ? word : throw Complaint($"{name} is '{word}'; expected {string.Join(" or ", choices)}");
}
