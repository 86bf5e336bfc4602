using System.Collections.Immutable;
using System.CommandLine;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.Learning;

namespace Anomaly.Detection.Tool.Comparing;

/// <summary>Reads the options of a candidate as <c>anomaly train</c> reads its own.</summary>
internal static class CandidateOptions
{
    /// <summary>Says that a candidate does not look at labels, also where the table has them.</summary>
    public const string Unlabelled = "--unlabelled";

    private const string Label = "--label";

    private static readonly string[] NotOfCandidates = [Label, "--positive", "--time"];

    /// <summary>How a candidate is trained.</summary>
    /// <param name="arguments">What would be typed behind <c>anomaly train</c>.</param>
    /// <param name="table">What it is trained on.</param>
    /// <exception cref="ToolFailure">There is no such option, or a value is out of its range.</exception>
    public static AnomalyDetectorOptions Parse(ImmutableArray<string> arguments, Table table)
    {
        var options = new TrainingOptions(isLabelRequired: false, time: "");
        var command = new Command("candidate");
        foreach (Option option in options.All) command.Add(option);
        CheckNames(arguments, command);

        bool isUnlabelled = arguments.Contains(Unlabelled);
        string[] label = isUnlabelled ? [] : [Label, "label"];
        ParseResult result = command.Parse([.. label, .. arguments.Where(argument => argument != Unlabelled)]);
        if (result.Errors is [var error, ..]) throw new ToolFailure(ExitCode.Usage, error.Message);
        AnomalyDetectorOptions detector = options.Read(result).For(table);
        return isUnlabelled ? detector with { UseLabels = false } : detector;
    }

    private static void CheckNames(ImmutableArray<string> arguments, Command command)
    {
        string[] known = [.. command.Options.Select(option => option.Name).Except(NotOfCandidates).Append(Unlabelled)];
        foreach (string name in arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)))
        {
            if (!known.Contains(name)) throw new ToolFailure(ExitCode.Usage, $"no option \"{name[2..]}\"; there are {string.Join(", ", known.Select(option => option[2..]))}");
        }
    }
}
