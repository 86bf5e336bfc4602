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
        result.Output.Should().ContainAll("training: 5000 sessions, 2000 anomalies", "test:     5000 sessions, 200 anomalies", "session_id looks like an identifier", "Held out: 5,000 rows, 4 % anomalies", "out of bag", "trained 200/200 trees");
        result.Output.Should().MatchRegex(@"Is anomaly: +False\r?\nAnomaly probability: +[0-9]+\.[0-9] %\r?\nConfidence: +[0-9]+\.[0-9] %");
        result.Output.Should().MatchRegex(@"Confidence: .*(\r?\n- [a-z_]+ = .* normal sessions, [+-]0\.[0-9]+){3}\r?\n", "it tells the reasons of the sample session");
        result.Output.Should().MatchRegex(@"(?s)\ntrue alert, test row [0-9,]+:\r?\ncolumn .*\nbase value .*\nvalue ", "it tells the way of an alert's score");
        File.Exists(folder.Combine("quickstart-model.json")).Should().BeTrue();
        File.ReadAllText(folder.Combine("quickstart-report.html")).Should().StartWith("<!DOCTYPE html>").And.EndWith("</html>\n").And.ContainAll("id=\"beeswarm\"", "id=\"dependence-0\"", "id=\"pair-0\"", "id=\"waterfall-0\"");
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
        result.Output.Should().ContainAll("training: 1500 sessions, 600 anomalies", "Held out: 400 rows, 10 % anomalies", "The first row of test.csv:");
    }

    [Fact]
    public void Run_TestRowsAreTrainingRows_WarnsAndCallsNothingHeldOut()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Combine("sessions.csv");
        TableCsvWriter.Write(TestSessions.Training, file);

        ChildResult result = Run(folder, "--train", file, "--test", file, "--label", "label");

        result.Output.Should().Contain("The test rows are the training rows: 1,500 of 1,500").And.Contain("memory, not performance").And.NotContain("Held out");
    }

    [Fact]
    public void Run_SomeTestRowsAreTrainingRows_CountsThem()
    {
        using var folder = new TemporaryFolder();
        string train = folder.Combine("train.csv");
        string test = folder.Combine("test.csv");
        TableCsvWriter.Write(TestSessions.Training, train);
        File.WriteAllLines(test, [.. File.ReadLines(train).Take(301), .. OtherRows(folder)]);

        ChildResult result = Run(folder, "--train", train, "--test", test, "--label", "label");

        result.Output.Should().Contain("300 of 700 test rows (42.9 %) are also among the training rows").And.Contain("without 300 repeated");
    }

    [Theory]
    [InlineData("error: usage: Quickstart", "--help")]
    [InlineData("error: usage: Quickstart", "--train", "a.csv", "--test", "b.csv")]
    [InlineData("error: Could not find file", "--train", "absent.csv", "--test", "absent.csv", "--label", "label")]
    [InlineData("error: .: this is a folder; expected a CSV file", "--train", ".", "--test", "b.csv", "--label", "label")]
    public void Run_WrongArguments_FailsInOneLine(string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        FailsInOneLine(Run(folder, arguments), expected);
    }

    [Theory]
    [InlineData("", "train.csv: the file is empty; expected a header with the names of the columns")]
    [InlineData("clicks,label\n", "train.csv: 'label' calls 0 of 0 rows anomalies; expected rows of both classes")]
    [InlineData("clicks,label\n1,0\n2,0\n", "train.csv: 'label' calls 0 of 2 rows anomalies; expected rows of both classes")]
    [InlineData("clicks,label\n1,0\n2\n", "train.csv: row 2, line 3: the row has 1 cell, but the header names 2 columns")]
    [InlineData("clicks,label\n1,0\n2,maybe\n", "train.csv: column 'label' (row 2, line 3): 'maybe' is not a known label")]
    [InlineData("clicks,is_bot\n1,0\n2,1\n", "train.csv: column 'label': the file has no such column")]
    [InlineData("label\n0\n1\n", "No column can become a feature")]
    public void Run_OddFile_FailsInOneLineThatNamesIt(string csv, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("train.csv"), csv);

        FailsInOneLine(Run(folder, "--train", "train.csv", "--test", "train.csv", "--label", "label"), "error: " + expected);
    }

    [Fact]
    public void Run_TestFileOfOtherColumns_FailsInOneLineThatNamesIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("train.csv"), "clicks,label\n1,0\n2,1\n");
        File.WriteAllText(folder.Combine("test.csv"), "scrolls,label\n1,0\n2,1\n");

        FailsInOneLine(Run(folder, "--train", "train.csv", "--test", "test.csv", "--label", "label"), "error: test.csv: column 'clicks': the file has no such column");
    }

    [Fact]
    public void Run_ModelCannotBeSaved_FailsInOneLine()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("quickstart-model.json"));
        File.WriteAllText(folder.Combine("train.csv"), "clicks,label\n1,0\n2,1\n3,0\n4,1\n");

        FailsInOneLine(Run(folder, "--train", "train.csv", "--test", "train.csv", "--label", "label"), "error: 'quickstart-model.json' is a folder");
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
                Learner = new RandomForestOptions { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, ClassWeight = ClassWeight.Balanced },
                ExpectedAnomalyRate = 0.04,
                Objective = ThresholdObjective.BestFBeta(2),
            };

            EvaluationSummary report = new AnomalyDetectionPredictor(new AnomalyDetectorTrainer(options).Train(training).Artifact).Evaluate(test);

            report.Confusion.Precision.Should().BeGreaterThan(0.12, "seed {0}", seed);
            report.Confusion.Recall.Should().BeGreaterThan(0.55, "seed {0}", seed);
            report.Confusion.F1.Should().BeGreaterThan(0.2, "seed {0}", seed);
            report.RocAuc.Should().BeInRange(0.85, 0.97, "seed {0}: hard, but learnable", seed);
        }
    }

    private static IEnumerable<string> OtherRows(TemporaryFolder folder)
    {
        string file = folder.Combine("other.csv");
        TableCsvWriter.Write(TestSessions.Test, file);
        return File.ReadLines(file).Skip(1);
    }

    private static void FailsInOneLine(ChildResult result, string expected)
    {
        result.ExitCode.Should().Be(1, "it printed {0}", result.Output);
        result.Error.Should().StartWith(expected).And.NotContain("\n").And.NotContain("   at ");
    }

    private static ChildResult Run(TemporaryFolder folder, params string[] arguments)
    {
        string program = BuiltProgram.Assembly("samples", "Quickstart");
        return ChildProcess.RunDotnet([program, .. arguments], TimeSpan.FromMinutes(2), workingFolder: folder.Path);
    }
}
