using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>The original system's files through one call: its user is told, first of all, that the headline is memory.</summary>
public class OriginalReportTests
{
    private static readonly RandomForestOptions Forest = new() { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, SplitSearch = SplitSearch.Exact };

    [SharedDataFact]
    public void Report_OriginalFiles_SaysThatTheTestIsTheTraining()
    {
        Table training = Read("balanced_dataset_40_percent_anomalies"), test = Read("synthetic_behavior_dataset");
        var options = new AnomalyDetectorOptions { Learner = Forest, Calibration = CalibrationMethod.None, Threshold = Math.BitIncrement(0.5) };
        TrainedDetector detector = new AnomalyDetectorTrainer(options).Train(training);

        EvaluationReport report = DetectorEvaluation.Run(detector.Artifact, test, training);

        string first = report.ToText().Split('\n')[0];
        first.Should().StartWith("The test rows are the training rows: 5,000 of 5,000, 1,800 with another label");
        report.Headline.Should().StartWith(first.TrimEnd('.'));
        report.Summary.Source.Should().Be(ScoreSource.Training);
        report.Summary.RocAuc.Should().BeInRange(.77, .83, "that is the headline of the original");
        ReportedEvaluation honest = report.Others[0];
        (honest.Label, honest.Summary!.Source).Should().Be(("out of bag, at training", ScoreSource.OutOfBag));
        honest.Summary.RocAuc.Should().BeApproximately(.5, .02);
        honest.Summary.Intervals.RocAuc.Low.Should().BeLessThan(.5);
        report.Headline.Should().Contain("is memory, not performance; out of bag, at training: 0.5");
    }

    private static Table Read(string file) => TableCsvReader.Read(SharedData.File("behaviour", file + ".csv"), new CsvReadOptions { LabelColumn = "label" }).Table;
}
