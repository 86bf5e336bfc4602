using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary><c>--threads</c>: how many work at once.</summary>
internal static class ThreadsOption
{
    public static Option<int?> Create(string description = "Most threads that work at once; results do not depend on it. Default: all processors.") =>
        new("--threads") { Description = description, HelpName = "N", CustomParser = Parse };

    private static int? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1) return count;
        result.AddError($"--threads: expected a whole number, at least 1, but was given '{text}'");
        return null;
    }
}
