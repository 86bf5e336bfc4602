using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class ValueGroupsTests
{
    [Fact]
    public void Of_Numbers_RunFromLowToHighWithoutFarValues()
    {
        // Of 101 values the least five and the greatest five share the colours at the ends, so the far one does not count.
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (double)i), 1e9];
        var groups = ValueGroups.Of(Column(FeatureKind.Numeric, values));

        ((int[])[0, 5, 50, 99, 100]).Select(groups.Of).Should().Equal(0, 0, 3, 6, 6);
        groups.Style(0).Should().Be("v0");
        groups.Tip(3, [50, 52]).Should().Be("clicks from 50 to 52");
        groups.Tip(3, [50]).Should().Be("clicks = 50");
    }

    [Fact]
    public void Of_AFlagThatFewHave_StillHasTwoColours()
    {
        double[] values = [.. Enumerable.Repeat(0.0, 99), 1];
        var groups = ValueGroups.Of(Column(FeatureKind.Numeric, values));

        (groups.Of(0), groups.Of(99)).Should().Be((0, 6));
    }

    [Fact]
    public void Of_ConstantAndMissing_StandApart()
    {
        var groups = ValueGroups.Of(Column(FeatureKind.Numeric, [4, double.NaN, 4]));

        (groups.Of(0), groups.Of(1)).Should().Be((3, -1));
        groups.Style(-1).Should().Be("missing");
        groups.Tip(-1, [1]).Should().Be("clicks: missing");
        ValueGroups.Of(Column(FeatureKind.Numeric, [double.NaN])).Of(0).Should().Be(-1);
    }

    [Fact]
    public void Of_Classes_EachHasItsOwnColour()
    {
        var groups = ValueGroups.Of(Column(FeatureKind.Categorical, [2, 0, 1], "a", "b", "c"));

        ((int[])[0, 1, 2]).Select(row => groups.Style(groups.Of(row))).Should().Equal("v6", "v0", "v3");
        groups.Tip(2, [0]).Should().Be("clicks = c");
        ValueGroups.Of(Column(FeatureKind.Categorical, [0], "only")).Style(0).Should().Be("v3");
    }

    private static ColumnEffect Column(FeatureKind kind, double[] values, params string[] classes) => ExplanationSamples.Effect("clicks", kind, values, new double[values.Length], classes);
}
