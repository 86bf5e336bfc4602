using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

public sealed class TrainingBaselineTests
{
    [Fact]
    public void Train_Labelled_CountsNormalRowsOnly()
    {
        Table table = TestSessions.Training;
        DetectorArtifact artifact = TestSessions.Trained.Artifact;
        TableBaseline baseline = artifact.Baseline!;

        baseline.IsOfNormalRows.Should().BeTrue();
        baseline.RowCount.Should().Be(table.RowCount - table.AnomalyCount);
        int clicks = table.Schema.IndexOf("clicks_count"), device = table.Schema.IndexOf("device_type");
        double[] normal = [.. Enumerable.Range(0, table.RowCount).Where(row => !table.IsAnomaly[row]).Select(row => table.Numeric(clicks)[row])];
        baseline.Columns[clicks].Should().Be(NumericBaseline.Of(normal));
        var classes = (CategoricalBaseline)baseline.Columns[device]!;
        LabelEncoder labels = artifact.Encoder.ClassesOf(device)!;
        for (int code = 0; code < labels.ClassCount; code++)
        {
            classes.Counts[code].Should().Be(Enumerable.Range(0, table.RowCount).Count(row => !table.IsAnomaly[row] && table.Categorical(device)[row] == labels.Classes[code]));
        }
    }

    [Fact]
    public void Train_Labelled_HasNoBaselineOfColumnsThatFeedNothing()
    {
        DetectorArtifact artifact = TestSessions.Trained.Artifact;
        HashSet<int> fed = [.. artifact.Encoder.Features.SelectMany(feature => new[] { feature.Source, feature.SecondSource })];

        for (int column = 0; column < artifact.Encoder.Schema.Count; column++)
        {
            (artifact.Baseline!.Columns[column] is null).Should().Be(!fed.Contains(column), artifact.Encoder.Schema[column].Name);
        }

        artifact.Baseline!.Columns.Should().Contain((ColumnBaseline?)null, "sessions have identifiers");
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    public void Of_RowsOfOneClass_CountsAll(bool areAnomalies, bool useLabels, bool ignoresLabels)
    {
        Table table = Small().WithLabels(Enumerable.Repeat(areAnomalies, 4).ToArray());
        var encoder = FeatureEncoder.Fit(table);

        TableBaseline baseline = TrainingBaseline.Of(table, encoder, useLabels, default);

        baseline.RowCount.Should().Be(4);
        baseline.IsOfNormalRows.Should().Be(!areAnomalies && !ignoresLabels);
    }

    [Fact]
    public void Of_Unlabelled_CountsAllKinds()
    {
        Table table = Small();
        var encoder = FeatureEncoder.Fit(table, new FeatureEncoderOptions { MinCategoryCount = 2 });

        TableBaseline baseline = TrainingBaseline.Of(table, encoder, useLabels: true, default);

        baseline.IsOfNormalRows.Should().BeFalse();
        baseline.Columns[0].Should().Be(NumericBaseline.Of([1, 2.5, double.NaN, 1]));
        baseline.Columns[1].Should().Be(new CategoricalBaseline([2], otherCount: 1, missingCount: 1), "Ulm is too rare to be a class");
        baseline.Columns[2].Should().Be(TimestampBaseline.Of([0, 3_600, 86_400, double.NaN]));
    }

    [Fact]
    public void Of_Cancelled_Stops()
    {
        Table table = Small();
        var encoder = FeatureEncoder.Fit(table);

        FluentActions.Invoking(() => TrainingBaseline.Of(table, encoder, useLabels: true, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Train_UnlabelledIsolationForest_HasABaselineOfAllRows()
    {
        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new IsolationForestOptions { TreeCount = 5 } }).Train(TestSessions.Training.WithLabels([]));

        trained.Artifact.Baseline!.RowCount.Should().Be(TestSessions.Training.RowCount);
        trained.Artifact.Baseline.IsOfNormalRows.Should().BeFalse();
    }

    private static Table Small()
    {
        var builder = new TableBuilder(["number", "city", "at"], new Dictionary<string, FeatureKind> { ["city"] = FeatureKind.Categorical, ["at"] = FeatureKind.Timestamp });
        void Add(FeatureValue number, FeatureValue city, FeatureValue at)
        {
            builder.Add(0, number);
            builder.Add(1, city);
            builder.Add(2, at);
            builder.EndRow();
        }

        Add(1, "Bonn", "1970-01-01");
        Add(2.5, "Ulm", "1970-01-01T01:00:00Z");
        Add(FeatureValue.Missing, "Bonn", "1970-01-02");
        Add(1, FeatureValue.Missing, FeatureValue.Missing);
        return builder.Build();
    }
}
