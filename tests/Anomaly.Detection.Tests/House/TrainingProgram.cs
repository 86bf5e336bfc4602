using System.Text.RegularExpressions;

namespace Anomaly.Detection.Tests.House;

/// <summary>The program that trains, saves, loads and predicts, and prints the hashes of its model file and of its scores; here as the build made it, not natively.</summary>
internal static partial class TrainingProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The hashes on one thread, in plain surroundings.</summary>
    public static Lazy<(string Model, string Scores)> Plain { get; } = new(() => HashesIn(Run(1, new Dictionary<string, string?>())));

    /// <summary>Runs the program; without culture data unless the environment says otherwise.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(int threads, Dictionary<string, string?> environment)
    {
        environment.TryAdd(CultureData.InvariantVariable, "1");
        ChildResult result = ChildProcess.RunDotnet([BuiltProgram.Assembly("tests", "Anomaly.Detection.AotProgram"), threads.ToString()], Deadline, environment);
        result.ExitCode.Should().Be(0, "the program printed {0}", result.Output);
        return result.Output;
    }

    /// <summary>The hashes among what the program printed.</summary>
    public static (string Model, string Scores) HashesIn(string output) => (Value(ModelLine(), output), Value(ScoresLine(), output));

    /// <summary>The scoring engine that was chosen.</summary>
    public static string EngineIn(string output) => Value(EngineLine(), output);

    private static string Value(Regex line, string output) => line.Match(output).Groups[1].Value.Should().NotBeEmpty("the program printed {0}", output).And.Subject;

    [GeneratedRegex("(?m)^model: ([0-9A-F]{64})$")]
    private static partial Regex ModelLine();

    [GeneratedRegex("(?m)^scores: ([0-9A-F]{64})$")]
    private static partial Regex ScoresLine();

    [GeneratedRegex("(?m)^engine: ([A-Za-z0-9]+)$")]
    private static partial Regex EngineLine();
}
