using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.House;

/// <summary>The quickstart as a newcomer runs it, and the targets that it must meet on sessions it has not seen.</summary>
public sealed class QuickstartTests
{
    [Fact]
    public void Run_WithoutArguments_PrintsFiguresAndTheSampleSession()
    {
        using var folder = new TemporaryFolder();

        ChildResult result = Run(folder);

        result.ExitCode.Should().Be(0, "it printed {0}", result.Output);
        result.Output.Should().ContainAll("training: 5000 sessions, 2000 anomalies", "test:     5000 sessions, 200 anomalies", "session_id looks like an identifier", "out of bag: ", "held out: ", "trained 200/200 trees");
        result.Output.Should().MatchRegex(@"Is anomaly: +False\r?\nAnomaly probability: +[0-9]+\.[0-9] %\r?\nConfidence: +[0-9]+\.[0-9] %");
        File.Exists(folder.Combine("quickstart-model.json")).Should().BeTrue();
    }

    [Fact]
    public void Run_OnCsvFiles_DoesTheSame()
    {
        using var folder = new TemporaryFolder();
        string train = folder.Combine("train.csv.gz");
        string test = folder.Combine("test.csv");
        TableCsvWriter.Write(TestSessions.Training, train, new CsvWriteOptions { LabelColumn = "is_bot" });
        TableCsvWriter.Write(TestSessions.Test, test, new CsvWriteOptions { LabelColumn = "is_bot" });

        ChildResult result = Run(folder, "--train", train, "--test", test, "--label", "is_bot");

        result.ExitCode.Should().Be(0, "it printed {0}", result.Output);
        result.Output.Should().ContainAll("training: 1500 sessions, 600 anomalies", "held out: 400 rows, 40 anomalies", "The first row of test.csv:");
    }

    [Theory]
    [InlineData("usage: Quickstart", "--help")]
    [InlineData("usage: Quickstart", "--train", "a.csv", "--test", "b.csv")]
    [InlineData("Could not find file", "--train", "absent.csv", "--test", "absent.csv", "--label", "label")]
    public void Run_WrongArguments_SaysSoAndFails(string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        ChildResult result = Run(folder, arguments);

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain(expected).And.NotContain("Unhandled exception");
    }

    [Fact]
    public void Targets_SeveralDraws_HoldAllAtOnce()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            Table training = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 5_000, AnomalyRate = 0.4, Seed = seed }).Draw();
            Table test = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 5_000, AnomalyRate = 0.04, Seed = seed, Population = 1 }).Draw();
            AnomalyDetectorOptions options = new()
            {
                Forest = new RandomForestOptions { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, ClassWeight = ClassWeight.Balanced },
                ExpectedAnomalyRate = 0.04,
                Beta = 2,
            };

            EvaluationReport report = new AnomalyDetectionPredictor(new AnomalyDetectorTrainer(options).Train(training).Artifact).Evaluate(test);

            report.Confusion.Precision.Should().BeGreaterThan(0.12, "seed {0}", seed);
            report.Confusion.Recall.Should().BeGreaterThan(0.55, "seed {0}", seed);
            report.Confusion.F1.Should().BeGreaterThan(0.2, "seed {0}", seed);
            report.RocAuc.Should().BeInRange(0.85, 0.97, "seed {0}: hard, but learnable", seed);
        }
    }

    private static ChildResult Run(TemporaryFolder folder, params string[] arguments)
    {
        string program = BuiltProgram.Assembly("samples", "Quickstart");
        return ChildProcess.RunDotnet([program, .. arguments], TimeSpan.FromMinutes(2), workingFolder: folder.Path);
    }
}
