using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class ExplanationShapeTests
{
    private static readonly ColumnEffect Clicks = ExplanationSamples.Effect("clicks", FeatureKind.Numeric, [1, double.NaN], [0.5, -0.25]);

    private static readonly PartialDependence Curve = ExplanationSamples.Numbers("clicks", [0, 1, 2], 0.1, 0.3);

    public static TheoryData<string, GlobalExplanation> Global => new()
    {
        { "column 'clicks': there are 2 values, but 3 rows", ExplanationSamples.Of(Clicks) with { RowCount = 3 } },
        { "column 'clicks': there are 1 contributions, but 2 rows", ExplanationSamples.Of(Clicks with { Amounts = [1] }) },
        { "column 'clicks': the contribution is NaN; it must be finite", ExplanationSamples.Of(Clicks with { Amounts = [1, double.NaN] }) },
        { "column 'clicks': the value is Infinity; it must be finite", ExplanationSamples.Of(Clicks with { Values = [1, double.PositiveInfinity] }) },
        { "column 'clicks': the mean size is NaN; it must be finite", ExplanationSamples.Of(Clicks with { MeanAbsolute = double.NaN }) },
        { "column 'clicks': 2 is no index of its 2 classes", ExplanationSamples.Of(Clicks with { Kind = FeatureKind.Categorical, Classes = ["a", "b"], Values = [0, 2] }) },
        { "column 'clicks': 0.5 is no index of its 2 classes", ExplanationSamples.Of(Clicks with { Kind = FeatureKind.Categorical, Classes = ["a", "b"], Values = [0.5, 1] }) },
        { "the explanation: the base value is Infinity; it must be finite", ExplanationSamples.Of(Clicks) with { BaseValue = double.PositiveInfinity } },
    };

    [Theory]
    [MemberData(nameof(Global))]
    public void Explanation_Misshapen_IsRefused(string expected, GlobalExplanation explanation) =>
        FluentActions.Invoking(() => ReportSamples.Healthy with { Explanation = explanation }).Should().Throw<ArgumentException>().WithMessage(expected);

    [Fact]
    public void Dependences_Misshapen_AreRefused()
    {
        Refuse(() => ReportSamples.Healthy with { Dependences = [Curve with { Points = [] }] }, "column 'clicks': there are 0 points of dependence; at least one is needed");
        Refuse(() => ReportSamples.Healthy with { Dependences = [Curve with { Curves = [[0.1]] }] }, "column 'clicks': there are 1 probabilities of a curve, but 3 points");
        Refuse(() => ReportSamples.Healthy with { Dependences = [Curve with { Curves = [[0.1, 0.2, double.NaN]] }] }, "column 'clicks': the probability of a curve is NaN; it must be finite");
        Refuse(() => ReportSamples.Healthy with { Dependences = [Curve with { Points = [new DependencePoint(1, "1", double.NaN)], Curves = [] }] }, "column 'clicks': the mean probability is NaN; it must be finite");
    }

    [Fact]
    public void PairDependences_Misshapen_AreRefused()
    {
        ImmutableArray<double> three = [0.1, 0.2, 0.3];
        Refuse(() => Report([three, three]), "columns 'clicks' and 'clicks': there are 2 rows of means, but 3 points of the first");
        Refuse(() => Report([three, [0.1], three]), "columns 'clicks' and 'clicks': there are 1 means, but 3 points of the second");
        Refuse(() => Report([three, [0.1, 0.2, double.NegativeInfinity], three]), "columns 'clicks' and 'clicks': the mean probability is -Infinity; it must be finite");

        EvaluationReport Report(ImmutableArray<ImmutableArray<double>> means) => ReportSamples.Healthy with { PairDependences = [new PairDependence { First = Curve, Second = Curve, Means = means }] };
    }

    [Fact]
    public void Breakdown_OfNoNumbers_IsRefused()
    {
        Refuse(() => ExplanationSamples.Row("row", 0.5, ("clicks", 3, double.NaN)), "the breakdown: the value is NaN; it must be finite");
        ScoreBreakdown breakdown = ExplanationSamples.Row("row", 0.5, ("clicks", 3, 0.1)).Breakdown;
        Refuse(() => ExplanationSamples.Row("row", 0.5) with { Breakdown = breakdown with { Contributions = [breakdown.Contributions[0] with { Amount = double.NaN }] } }, "column 'clicks': the contribution is NaN; it must be finite");
    }

    [Fact]
    public void Parts_NotGiven_AreEmpty()
    {
        EvaluationReport report = ReportSamples.Healthy with { Dependences = default, PairDependences = default, ExplainedRows = default };

        (report.Dependences.IsEmpty, report.PairDependences.IsEmpty, report.ExplainedRows.IsEmpty, report.Explanation).Should().Be((true, true, true, null));
        (ExplanationSamples.Row("row", 0.5) with { Reasons = default }).Reasons.Should().BeEmpty();
    }

    private static void Refuse(Func<object> make, string expected) => make.Should().Throw<ArgumentException>().WithMessage(expected);
}
