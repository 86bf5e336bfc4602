using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tool.Tests.Commands;

public sealed class GenerateCommandTests
{
    [Fact]
    public async Task Generate_File_IsTheSimulatorsTable()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = await ToolRun.OfAsync(
            "generate", "--rows", "40000", "--anomaly-rate", "0.2", "--seed", "7", "--population", "3", "--sessions-per-user", "5", "--first-day", "2024-06-01", "--days", "10", "--out", folder.Combine("a.csv"));

        run.ExitCode.Should().Be(0);
        run.Notes.Should().Be($"40,000 sessions written to {folder.Combine("a.csv")}\n");
        Table expected = new SessionSimulator(new() { SessionCount = 40_000, AnomalyRate = 0.2, Seed = 7, Population = 3, SessionsPerUser = 5, FirstDay = new DateOnly(2024, 6, 1), Days = 10 }).Draw();
        TableCsvWriter.Write(expected, folder.Combine("b.csv"));
        (await File.ReadAllBytesAsync(folder.Combine("a.csv"))).Should().Equal(await File.ReadAllBytesAsync(folder.Combine("b.csv")));
    }

    [Fact]
    public async Task Generate_CompressedOrStandardOutput_IsTheSameTable()
    {
        using var folder = new TemporaryFolder();
        string plain = (await ToolRun.OfAsync("generate", "--rows", "50")).Output;
        (await ToolRun.OfAsync("generate", "--rows", "50", "--out", folder.Combine("a.csv.gz"), "--quiet")).Notes.Should().BeEmpty();

        plain.Split('\n').Should().HaveCount(52);
        using var unzipped = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(folder.Combine("a.csv.gz")), System.IO.Compression.CompressionMode.Decompress));
        (await unzipped.ReadToEndAsync()).Should().Be(plain);
    }
}
