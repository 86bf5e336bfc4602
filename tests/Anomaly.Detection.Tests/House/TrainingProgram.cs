using System.Text.RegularExpressions;

namespace Anomaly.Detection.Tests.House;

/// <summary>The program that trains, saves, loads and predicts, and prints the hash of its model file; here as the build made it, not natively.</summary>
internal static partial class TrainingProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The model's hash on one thread, in plain surroundings.</summary>
    public static Lazy<string> PlainHash { get; } = new(() => HashIn(Run(1, new Dictionary<string, string?>())));

    /// <summary>Runs the program; without culture data unless the environment says otherwise.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(int threads, Dictionary<string, string?> environment)
    {
        environment.TryAdd(CultureData.InvariantVariable, "1");
        ChildResult result = ChildProcess.RunDotnet([BuiltProgram.Assembly("tests", "Anomaly.Detection.AotProgram"), threads.ToString()], Deadline, environment);
        result.ExitCode.Should().Be(0, "the program printed {0}", result.Output);
        return result.Output;
    }

    /// <summary>The hash among what the program printed.</summary>
    public static string HashIn(string output) => ModelLine().Match(output).Groups[1].Value.Should().NotBeEmpty().And.Subject;

    [GeneratedRegex("(?m)^model: ([0-9A-F]{64})$")]
    private static partial Regex ModelLine();
}
