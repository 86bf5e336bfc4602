using System.Text.RegularExpressions;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Tests.Docs;

/// <summary>Runs each line of the table in <c>docs/exit-codes.md</c>, in a folder with the files that the page names.</summary>
public sealed partial class ExitCodeTableTests
{
    private static readonly string Page = RepositoryRoot.Combine("docs", "exit-codes.md");

    public static TheoryData<string, int, string> Lines()
    {
        var lines = new TheoryData<string, int, string>();
        foreach (Match match in Line().Matches(File.ReadAllText(Page)))
        {
            string command = match.Groups["command"].Value.Replace("\\|", "|");
            if (match.Groups["stop"] is { Success: true, Value: string stop }) command = Stopped(command, stop == "Ctrl-C" ? "INT" : "TERM");
            lines.Add(command, int.Parse(match.Groups["code"].Value, System.Globalization.CultureInfo.InvariantCulture), match.Groups["message"].Value.Replace("\\|", "|"));
        }

        return lines;
    }

    [Fact]
    public void Page_Table_IsReadToItsLastLine() =>
        Lines().Should().HaveCount(File.ReadLines(Page).Count(line => line.StartsWith("| `", StringComparison.Ordinal)));

    [Fact]
    public void Page_Table_HasEachCode() =>
        Lines().Select(line => (int)line[1]).Distinct().Should().BeEquivalentTo([0, 1, 2, 3, 4, 5, 130]);

    [RequiresTheory(Requirement.Unix)]
    [MemberData(nameof(Lines))]
    public void Line_OfThePage_EndsWithItsCodeAndSaysItsMessage(string command, int code, string message)
    {
        using var folder = new TemporaryFolder();
        WriteFiles(folder);
        string[] before = [.. Directory.GetFileSystemEntries(folder.Path)];
        var environment = new Dictionary<string, string?> { ["PATH"] = ShellTool.Install(folder) + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"), ["NO_COLOR"] = "1" };

        ChildResult result = ChildProcess.Run("bash", ["-c", command], TimeSpan.FromMinutes(2), environment, folder.Path);

        result.ExitCode.Should().Be(code, "{0}", result.Error);
        if (message == "nothing") result.Error.Should().BeEmpty();
        else result.Error.Should().Contain(message);
        if (code is not (0 or 3)) Directory.GetFileSystemEntries(folder.Path).Should().BeEquivalentTo([.. before, folder.Combine("bin")], "a command that fails leaves nothing behind");
    }

    // The signal waits for the output to be begun: one that comes while the runtime still starts ends the process without a word. Job control, as a background job of a script ignores Ctrl-C.
    private static string Stopped(string command, string signal) => $"""
        set -m
        {command} &
        tool=$!
        for i in $(seq 600); do ls -A | grep -q tmp && break; sleep 0.1; done
        kill -{signal} $tool
        wait $tool
        """;

    // | `command` | code | message |, or with how it is stopped after the command.
    [GeneratedRegex(@"^\| `(?<command>anomaly[^`]*)`(, stopped by (?<stop>Ctrl-C|SIGTERM))? \| (?<code>\d+) \| (?:`(?<message>[^`]+)`|(?<message>nothing)) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Line();

    private static void WriteFiles(TemporaryFolder folder)
    {
        Table training = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 300, AnomalyRate = 0.3 }).Draw();
        TableCsvWriter.Write(training, folder.Combine("train.csv"));
        DetectorArtifact artifact = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 5 } }).Train(training).Artifact;
        artifact.Save(folder.Combine("model.json"));

        Table rows = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 40, Population = 1 }).Draw();
        TableCsvWriter.Write(rows, folder.Combine("rows.csv"));
        string[] lines = File.ReadAllLines(folder.Combine("rows.csv"));
        string[] cells = lines[3].Split(',');
        cells[Array.IndexOf(lines[0].Split(','), "clicks_count")] = "many";
        File.WriteAllLines(folder.Combine("bad-cell.csv"), [.. lines[..3], string.Join(',', cells), .. lines[4..]]);
        File.WriteAllLines(folder.Combine("short-row.csv"), [.. lines[..3], "1,2,3", .. lines[4..]]);
        File.WriteAllText(folder.Combine("empty.csv"), "");
        File.WriteAllLines(folder.Combine("normal-only.csv"), [lines[0], .. lines[1..].Where(line => line.EndsWith('0'))]);
        TableCsvWriter.Write(rows.Without("clicks_count"), folder.Combine("no-clicks.csv"));
        File.WriteAllText(folder.Combine("bad.ndjson"), "{\"clicks_count\": 3}\n{\"clicks_count\": \"many\"}\n");

        File.WriteAllText(folder.Combine("other.json"), "{\"name\": \"no model\"}\n");
        byte[] model = File.ReadAllBytes(folder.Combine("model.json"));
        File.WriteAllBytes(folder.Combine("cut-off.json"), model[..^100]);
        model[model.Length / 2] ^= 1;
        File.WriteAllBytes(folder.Combine("damaged.json"), model);
        Directory.CreateDirectory(folder.Combine("folder"));
    }
}
