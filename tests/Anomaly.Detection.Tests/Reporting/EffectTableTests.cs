using Anomaly.Detection.Data;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class EffectTableTests
{
    [Fact]
    public void Of_Numbers_GathersRangesAndKeepsEqualValuesTogether()
    {
        // Sixteen rows in eight ranges of two, but the five zeros stay together; the missing value comes last.
        double[] values = [0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, double.NaN];
        double[] amounts = [.. values.Select(value => double.IsNaN(value) ? -1 : value / 10)];

        EffectTable.Of(ExplanationSamples.Effect("clicks", FeatureKind.Numeric, values, amounts)).Should().BeEquivalentTo(
            (EffectRow[])[new("0", 5, 0), new("1", 1, 0.1), new("2 to 3", 2, 0.25), new("4 to 5", 2, 0.45), new("6 to 7", 2, 0.65), new("8 to 9", 2, 0.85), new("10 to 11", 2, 1.05), new("missing", 1, -1)],
            options => options.WithStrictOrdering().Using<double>(context => context.Subject.Should().BeApproximately(context.Expectation, 1e-12)).WhenTypeIs<double>());
    }

    [Fact]
    public void Of_Classes_TheMostFrequentFirst() =>
        EffectTable.Of(ExplanationSamples.Effect("browser", FeatureKind.Categorical, [1, 1, 0, double.NaN], [0.5, 0.25, -1, 2], "edge", "firefox"))
            .Should().Equal(new EffectRow("firefox", 2, 0.375), new EffectRow("missing", 1, 2), new EffectRow("edge", 1, -1));

    [Fact]
    public void Of_AnyNumberOfRows_CountsEachOnce()
    {
        for (int count = 1; count < 60; count++)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(i => (double)(i * 7 % 11))];

            EffectTable.Of(ExplanationSamples.Effect("clicks", FeatureKind.Numeric, values, values)).Sum(row => row.RowCount).Should().Be(count);
        }
    }
}
