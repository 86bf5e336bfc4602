using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

public sealed class TrainTestSplitTests
{
    [Fact]
    public void Constructor_DisjointRisingRows_KeepsThem()
    {
        var split = new TrainTestSplit([0, 3, 7], [1, 9]);

        split.Train.Should().Equal(0, 3, 7);
        split.Test.Should().Equal(1, 9);
    }

    [Fact]
    public void Constructor_RowInBothParts_IsNamed() =>
        FluentActions.Invoking(() => new TrainTestSplit([0, 3, 7], [1, 3])).Should().Throw<ArgumentException>().WithMessage("Row 3 is in both parts*");

    [Fact]
    public void Constructor_EmptyPart_IsRefused()
    {
        FluentActions.Invoking(() => new TrainTestSplit([0], [])).Should().Throw<ArgumentException>().WithMessage("The test part holds 0 rows*");
        FluentActions.Invoking(() => new TrainTestSplit(default(ImmutableArray<int>), [0])).Should().Throw<ArgumentException>().WithMessage("The train part holds 0 rows*");
    }

    [Fact]
    public void Constructor_RowsNotRising_AreRefused()
    {
        FluentActions.Invoking(() => new TrainTestSplit([2, 2], [0])).Should().Throw<ArgumentException>().WithMessage("The train part holds row 2 after row 2*");
        FluentActions.Invoking(() => new TrainTestSplit([2], [-1])).Should().Throw<ArgumentException>().WithMessage("The test part holds row -1*");
    }
}
