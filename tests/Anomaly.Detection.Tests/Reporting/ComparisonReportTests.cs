using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;
using static Anomaly.Detection.Tests.Reporting.ComparisonSamples;

namespace Anomaly.Detection.Tests.Reporting;

public class ComparisonReportTests
{
    [Fact]
    public void Best_TrainingRowsAreHigher_PicksAnHonestRow()
    {
        TwoByTwo.Best(ComparisonMetric.F1).Should().BeSameAs(TwoByTwo.Rows[0]);
        TwoByTwo.Best(ComparisonMetric.F1, "june").Should().BeSameAs(TwoByTwo.Rows[0]);
    }

    [Fact]
    public void Best_OnlyTrainingRows_IsNone() => TwoByTwo.Best(ComparisonMetric.RocAuc, "training").Should().BeNull();

    [Fact]
    public void Best_Ties_GoToTheFirst()
    {
        var report = new ComparisonReport([Row("a", "t", 0.5), Row("b", "t", 0.75), Row("c", "t", 0.75)]);

        report.Best(ComparisonMetric.Accuracy)!.ModelName.Should().Be("b");
    }

    [Fact]
    public void Best_UndefinedFigure_IsNeverPicked()
    {
        new ComparisonReport([Row("a", "t", double.NaN), Row("b", "t", 0.25)]).Best(ComparisonMetric.Precision)!.ModelName.Should().Be("b");
        new ComparisonReport([Row("a", "t", double.NaN)]).Best(ComparisonMetric.Precision).Should().BeNull();
    }

    [Fact]
    public void Best_EachMetric_LooksAtItsOwnFigure()
    {
        ComparisonRow low = Row("low", "t", 0.25);
        var top = new MetricInterval(0.9, 0.8, 1);
        ComparisonRow[] rows =
        [
            low with { ModelName = "Accuracy", Accuracy = top }, low with { ModelName = "Precision", Precision = top }, low with { ModelName = "Recall", Recall = top },
            low with { ModelName = "F1", F1 = top }, low with { ModelName = "RocAuc", RocAuc = top }, low with { ModelName = "AveragePrecision", AveragePrecision = top },
        ];
        var report = new ComparisonReport([low, .. rows]);

        foreach (ComparisonMetric metric in Enum.GetValues<ComparisonMetric>()) report.Best(metric)!.ModelName.Should().Be(metric.ToString());
    }

    [Fact]
    public void Best_UnknownTestSetOrMetric_IsRefused()
    {
        FluentActions.Invoking(() => TwoByTwo.Best(ComparisonMetric.F1, "July")).Should().Throw<ArgumentException>().WithMessage("There is no test set 'July'; there are june, training.*");
        FluentActions.Invoking(() => TwoByTwo.Best((ComparisonMetric)9)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Unknown metric.*");
    }

    [Fact]
    public void Constructor_WrongInput_IsRefused()
    {
        FluentActions.Invoking(() => new ComparisonReport([])).Should().Throw<ArgumentException>().WithMessage("There are 0 rows to report; at least one is needed.*");
        FluentActions.Invoking(() => new ComparisonReport([Row("a", "t", 0.5), null!])).Should().Throw<ArgumentException>().WithMessage("Row 1 (first = 0) is null.*");
        FluentActions.Invoking(() => new ComparisonReport([Row("a", "t", 0.5)], confidence: 95)).Should().Throw<ArgumentException>().WithMessage("The confidence is 95; it must be in (0, 1).*");
    }

    [Fact]
    public void Notes_Default_AreEmptyNotUninitialised() => (Row("a", "t", 0.5) with { Notes = default }).Notes.Should().BeEmpty();

    [Fact]
    public void WriteJson_Report_IsTheObjectOfTheEvaluation()
    {
        using var stream = new MemoryStream();

        ComparisonSamples.TwoByTwo.WriteJson(stream);

        using var json = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        json.RootElement.GetProperty("confidence").GetDouble().Should().Be(0.95);
        json.RootElement.GetProperty("rows").GetArrayLength().Should().Be(4);
        json.RootElement.GetProperty("rows")[1].GetProperty("is_performance").GetBoolean().Should().BeFalse();
    }
}
