namespace Anomaly.Detection.Tests.Artifacts;

/// <summary>What saving and loading ask of the system, by the trace of a program that trains, saves and loads.</summary>
public class SystemCallTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [RequiresFact(Requirement.Strace)]
    public void SaveAndLoad_Traced_FlushThenRenameThenOneOpen()
    {
        using var folder = new Shared.TemporaryFolder();

        string[] calls = Trace(folder, [], expectedToSave: true);

        int flush = Array.FindIndex(calls, call => call.Contains("fsync(", StringComparison.Ordinal) && call.Contains(".tmp>", StringComparison.Ordinal));
        int lastWrite = Array.FindLastIndex(calls, call => call.Contains("write", StringComparison.Ordinal) && call.Contains(".tmp>", StringComparison.Ordinal));
        int rename = Array.FindIndex(calls, call => call.Contains("rename", StringComparison.Ordinal) && call.Contains(".json.", StringComparison.Ordinal));
        lastWrite.Should().BeGreaterThanOrEqualTo(0).And.BeLessThan(flush, "what is flushed is all");
        flush.Should().BeLessThan(rename);
        calls.Skip(rename).Should().Contain(call => call.Contains("fsync(", StringComparison.Ordinal), "the folder is flushed too");
        string model = calls[rename].Split('"')[3];
        calls.Count(call => call.Contains("openat(", StringComparison.Ordinal) && call.Contains($"\"{model}\"", StringComparison.Ordinal))
            .Should().Be(2, "the program reads the file once as bytes, and the library opens it once");
        calls.Should().NotContain(call => call.Contains("connect(", StringComparison.Ordinal));
    }

    [RequiresTheory(Requirement.Strace)]
    [InlineData("fsync:error=EIO")]
    [InlineData("rename:error=EACCES")]
    public void Save_SystemCallFails_IsReportedAndLeavesNothing(string injection)
    {
        using var folder = new Shared.TemporaryFolder();

        Trace(folder, ["-e", "inject=" + injection], expectedToSave: false);

        Directory.GetFiles(folder.Path, "*", new EnumerationOptions { AttributesToSkip = 0 }).Should().NotContain(file => file.EndsWith(".tmp", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal));
    }

    private static string[] Trace(Shared.TemporaryFolder folder, string[] injection, bool expectedToSave)
    {
        // The program saves to the folder for temporary files.
        string trace = folder.Combine("trace.txt");
        string program = BuiltProgram.Assembly("tests", "Anomaly.Detection.AotProgram");
        ChildResult result = ChildProcess.Run(
            "strace",
            ["-f", "-y", "-o", trace, "-e", "trace=openat,write,pwrite64,fsync,rename,connect", .. injection, "dotnet", program, "1"],
            Deadline,
            new Dictionary<string, string?> { ["TMPDIR"] = folder.Path, ["DOTNET_EnableDiagnostics"] = "0" });
        (result.ExitCode == 0).Should().Be(expectedToSave, "the program printed {0}", result.Output);
        if (!expectedToSave) result.Output.Should().MatchRegex("IOException|UnauthorizedAccessException");
        return File.ReadAllLines(trace);
    }
}
