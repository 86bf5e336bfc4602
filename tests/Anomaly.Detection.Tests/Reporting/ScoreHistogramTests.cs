using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class ScoreHistogramTests
{
    [Fact]
    public void Compute_EdgesOfIntervals_BelongToTheUpperOneButForTheLast() =>
        ScoreHistogram.Compute([0, 0.25, 0.49, 0.5, 1], [false, true, false, true, true], binCount: 4).Bins.Should().Equal(
            new ScoreBin(0, 0.25, 1, 0),
            new ScoreBin(0.25, 0.5, 1, 1),
            new ScoreBin(0.5, 0.75, 0, 1),
            new ScoreBin(0.75, 1, 0, 1));

    [Fact]
    public void Compute_BadInput_NamesTheRow()
    {
        FluentActions.Invoking(() => ScoreHistogram.Compute([0.5, 1.5], [true, false])).Should().Throw<ArgumentException>().WithMessage("*row 1 is 1.5*[0, 1]*");
        FluentActions.Invoking(() => ScoreHistogram.Compute([0.5, double.NaN], [true, false])).Should().Throw<ArgumentException>().WithMessage("*row 1 is NaN*");
        FluentActions.Invoking(() => ScoreHistogram.Compute([0.5], [true, false])).Should().Throw<ArgumentException>().WithMessage("*2 labels do not fit 1*");
        FluentActions.Invoking(() => ScoreHistogram.Compute([], [])).Should().Throw<ArgumentException>().WithMessage("*0 rows*");
        FluentActions.Invoking(() => ScoreHistogram.Compute([0.5], [true], 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
