using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public class ObjectiveTextTests
{
    [Theory]
    [InlineData("f1")]
    [InlineData("fbeta:2")]
    [InlineData("fbeta:0.5")]
    [InlineData("mcc")]
    [InlineData("youden")]
    [InlineData("precision>=0.12@95%")]
    [InlineData("precision>=0.8")]
    [InlineData("recall>=0.55")]
    [InlineData("recall>=0.55@97.5%")]
    [InlineData("alerts<=5/1000")]
    [InlineData("alerts<=0.5/1000@90%")]
    [InlineData("alerts<=50/day:20000")]
    [InlineData("alerts<=50/day:20000@95%")]
    [InlineData("cost:fp=1,fn=200")]
    [InlineData("cost:fp=1,fn=200,tp=-3,tn=0.5")]
    [InlineData("amount:fp=5")]
    public void Parse_TextOfAnObjective_IsThatObjective(string text) => ThresholdObjective.Parse(text).ToString().Should().Be(text);

    [Fact]
    public void Parse_SpacesAndOrderOfCosts_DoNotCount()
    {
        ThresholdObjective.Parse(" precision >= 0.12 @ 95 % ").Should().Be(ThresholdObjective.MaximumRecall(0.12, 0.95));
        ThresholdObjective.Parse("cost:fn=200,fp=1").Should().Be(ThresholdObjective.MinimumCost(new CostMatrix { FalsePositive = 1, FalseNegative = 200 }));
        ThresholdObjective.Parse("fbeta:1").Should().Be(ThresholdObjective.BestF1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("F1")]
    [InlineData("fbeta:")]
    [InlineData("fbeta:two")]
    [InlineData("precision>0.5")]
    [InlineData("precision>=0.5@95")]
    [InlineData("precision>=0.5@95%@96%")]
    [InlineData("alerts<=5")]
    [InlineData("alerts<=5/100")]
    [InlineData("alerts<=5/day")]
    [InlineData("cost:fp=1")]
    [InlineData("cost:fp=1,fn=2,fp=3")]
    [InlineData("cost:fp=1,fx=2")]
    [InlineData("amount:5")]
    public void Parse_AnythingElse_ListsTheForms(string text) =>
        FluentActions.Invoking(() => ThresholdObjective.Parse(text)).Should().Throw<FormatException>()
            .WithMessage($"'{text}' is no objective; expected f1, fbeta:2, mcc, youden, precision>=0.12@95%, recall>=0.55, alerts<=5/1000, alerts<=50/day:20000, cost:fp=1,fn=200 or amount:fp=5.");

    [Theory]
    [InlineData("precision>=1.5")]
    [InlineData("recall>=0.5@20%")]
    [InlineData("alerts<=1000/1000")]
    [InlineData("amount:fp=0")]
    public void Parse_NumberOutOfRange_IsRefused(string text) => FluentActions.Invoking(() => ThresholdObjective.Parse(text)).Should().Throw<OptionsException>();
}
