using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class ThresholdTableTests
{
    [Fact]
    public void Compute_FewScores_HasARowForEachAndThePolicys()
    {
        // From 0.7 on one anomaly is flagged; 0.5 is the policy's and flags no more; from 0.2 on one of each class; from 0.1 on all.
        ThresholdTable table = ThresholdTable.Compute([0.7, 0.2, 0.2, 0.1], [true, true, false, false], 0.5);

        table.Rows.Should().Equal(
            new ThresholdRow(0.7, new ConfusionMatrix(2, 0, 1, 1)),
            new ThresholdRow(0.5, new ConfusionMatrix(2, 0, 1, 1)),
            new ThresholdRow(0.2, new ConfusionMatrix(1, 1, 0, 2)),
            new ThresholdRow(0.1, new ConfusionMatrix(0, 2, 0, 2)));
        table.PolicyRow.Should().Be(1);
        table.DistinctCount.Should().Be(3);
    }

    [Theory]
    [InlineData(0.9, 0, 4)]
    [InlineData(0.7, 0, 3)]
    [InlineData(0.1, 2, 3)]
    [InlineData(0, 3, 4)]
    public void Compute_PolicyAtOrBeyondTheScores_StandsInItsPlace(double policy, int row, int rowCount)
    {
        ThresholdTable table = ThresholdTable.Compute([0.7, 0.2, 0.2, 0.1], [true, true, false, false], policy);

        table.PolicyRow.Should().Be(row);
        table.Rows.Should().HaveCount(rowCount);
        table.Rows[row].Threshold.Should().Be(policy);
    }

    [Fact]
    public void Compute_ManyScores_KeepsExactCountsAndTheEnds()
    {
        (double[] _, double[] probabilities, bool[] labels) = ReportSamples.Draw(seed: 3, rowCount: 20_000, prevalence: 0.02, distance: 2);

        ThresholdTable table = ThresholdTable.Compute(probabilities, labels, 0.31, mostRows: 200);

        table.Rows.Length.Should().BeInRange(60, 200);
        table.Rows[0].Threshold.Should().Be(probabilities.Max());
        table.Rows[^1].Threshold.Should().Be(probabilities.Min());
        table.Rows[table.PolicyRow].Threshold.Should().Be(0.31);
        table.Rows.Should().BeInDescendingOrder(row => row.Threshold);
        table.Rows.Should().OnlyContain(row => row.Confusion == ConfusionMatrix.At(probabilities, labels, row.Threshold));
    }

    [Fact]
    public void Compute_ManyScores_LeavesNoGapWhereFewAreFlagged()
    {
        (double[] _, double[] probabilities, bool[] labels) = ReportSamples.Draw(seed: 3, rowCount: 20_000, prevalence: 0.02, distance: 2);

        ThresholdTable table = ThresholdTable.Compute(probabilities, labels, 0.31);

        table.Rows.Length.Should().BeInRange(300, ThresholdTable.UsualRowCount);
        table.Rows.Take(50).Select(row => row.Confusion.FlaggedCount).Should().OnlyHaveUniqueItems().And.OnlyContain(flagged => flagged <= 60);
    }

    [Fact]
    public void Compute_RowsInAnotherOrder_IsTheSame()
    {
        (double[] _, double[] probabilities, bool[] labels) = ReportSamples.Draw(seed: 4, rowCount: 3_000, prevalence: 0.1, distance: 1);

        ThresholdTable table = ThresholdTable.Compute(probabilities, labels, 0.5);

        ThresholdTable.Compute([.. probabilities.Reverse()], [.. labels.Reverse()], 0.5).Rows.Should().Equal(table.Rows);
    }

    [Fact]
    public void Compute_BadInput_SaysWhat()
    {
        FluentActions.Invoking(() => ThresholdTable.Compute([0.5, 0.6], [true, false], double.NaN)).Should().Throw<ArgumentException>().WithMessage("*threshold is NaN*");
        FluentActions.Invoking(() => ThresholdTable.Compute([0.5, 0.6], [true, false], 0.5, mostRows: 2)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*3 rows*");
        FluentActions.Invoking(() => ThresholdTable.Compute([0.5, 0.6], [true, true], 0.5)).Should().Throw<UndefinedMetricException>();
    }

    [Fact]
    public void Row_Figures_FollowFromTheCounts()
    {
        // 3 of 20 rows are flagged: 150 of a thousand; 1 false alarm at 2 and 4 misses at 10.
        var row = new ThresholdRow(0.5, new ConfusionMatrix(13, 1, 4, 2));

        row.AlertsPerThousand.Should().Be(150);
        row.Cost(2, 10).Should().Be(42);
    }
}
