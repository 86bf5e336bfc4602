using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class ThresholdDesignerTests
{
    private static readonly ThresholdDesignOptions WithoutEnds = new() { Intervals = null };

    [Fact]
    public void BestF1_TenRows_IsWorkedByHand()
    {
        // F1 by threshold: .9 → 2/5, .8 → 4/7, .4 → 6/10, .35 → 8/11 (the best), .2 → 8/12, .1 → 8/13, .05 → 8/14.
        ThresholdDesign design = Choose(ScoredRows.Ten, ThresholdObjective.BestF1);

        design.Threshold.Should().Be(.35);
        design.Confusion.Should().Be(new ConfusionMatrix(3, 3, 0, 4));
        design.Value.Should().Be(8.0 / 11);
        design.TriedCount.Should().Be(7);
        design.IsFound.Should().BeTrue();
        design.Refusal.Should().BeNull();
    }

    [Fact]
    public void Design_CarriesFiguresWithIntervalsAlertRateAndSource()
    {
        ThresholdDesign design = ThresholdDesigner.Choose(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, ThresholdObjective.BestF1, ScoreSource.OutOfBag);

        design.Source.Should().Be(ScoreSource.OutOfBag);
        design.AlertRate.Should().Be(ProportionInterval.Wilson(7, 10));
        design.Figures.Should().Be(MetricIntervals.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, .35));
        design.Figures!.Precision.Should().Be(ProportionInterval.Wilson(4, 7));
        design.ToString().Should().StartWith("f1: 0.35, chosen on 10 rows (out of bag); precision 0.5714 [").And.Contain("recall 1 [").And.Contain("alerts 0.7 [");
    }

    [Fact]
    public void EqualValues_TakeTheHigherThreshold()
    {
        // .9+ → F1 2·1/(2 + 1) = 2/3. Then .8- .7-, and .6+: 2·2/(4 + 2) = 2/3 as well.
        ThresholdDesign design = Choose(new([.9, .8, .7, .6], [true, false, false, true]), ThresholdObjective.BestF1);

        design.Threshold.Should().Be(.9);
        design.Value.Should().Be(2.0 / 3);
    }

    [Fact]
    public void EqualPrecision_TakesTheLowerThreshold_WhichFindsMore() =>
        Choose(new([.9, .8, .7, .6], [true, true, false, true]), ThresholdObjective.MaximumPrecision(minimumRecall: .3)).Threshold.Should().Be(.8);

    [Fact]
    public void AllTied_FlagsTheWholeBlock()
    {
        ThresholdDesign design = Choose(new([.5, .5, .5], [true, false, false]), ThresholdObjective.BestF1);

        (design.Threshold, design.Confusion).Should().Be((.5, new ConfusionMatrix(0, 2, 0, 1)));
    }

    [Fact]
    public void NeighbouringDoubles_AreSeparated()
    {
        double upper = Math.BitIncrement(.5);

        Choose(new([.5, upper], [false, true]), ThresholdObjective.BestF1).Threshold.Should().Be(upper);
    }

    [Fact]
    public void RareAnomaliesInTheField_RaiseTheThreshold()
    {
        // Half the rows are anomalies: flagging the lower pair pays. At 1 % one false alarm in four costs more than it finds.
        var rows = new ScoredRows([.9, .9, .6, .6, .6, .1, .1, .1], [true, true, true, true, false, false, false, false]);

        Choose(rows, ThresholdObjective.BestF1).Threshold.Should().Be(.6);
        ThresholdDesign rare = Choose(rows, ThresholdObjective.BestF1, WithoutEnds with { AnomalyRate = .01 });
        rare.Threshold.Should().Be(.9);
        rare.Confusion!.Value.RowCount.Should().Be(8, "counts are not reweighted");
    }

    [Fact]
    public void AnomalyRateOfTheRowsThemselves_ChangesNothing()
    {
        ThresholdObjective[] objectives =
        [
            ThresholdObjective.BestF1, ThresholdObjective.BestMatthewsCorrelation, ThresholdObjective.MaximumRecall(.4901), ThresholdObjective.AlertsPerThousand(297),
            ThresholdObjective.MinimumCost(new CostMatrix { FalsePositive = 1, FalseNegative = 3 }),
        ];
        foreach (ScoredRows rows in ScoredRows.DrawMany(100, seed: 12))
        {
            double prevalence = (double)rows.IsAnomaly.Count(anomaly => anomaly) / rows.IsAnomaly.Length;
            foreach (ThresholdObjective objective in objectives)
            {
                ThresholdDesign own = Choose(rows, objective), given = Choose(rows, objective, WithoutEnds with { AnomalyRate = prevalence });
                (given.Value ?? 0).Should().BeApproximately(own.Value ?? 0, 1e-12, "of {0} on {1}", objective, rows);
            }
        }
    }

    // By threshold: .9 → precision 1/1 at recall 1/4, .8 → 2/3 at 2/4, .4 → 3/6 at 3/4, .35 → 4/7 at 4/4, which is more than at .4.
    [Theory]
    [InlineData(.25, .9)]
    [InlineData(.26, .8)]
    [InlineData(.5, .8)]
    [InlineData(.51, .35)]
    [InlineData(1, .35)]
    public void RecallHeld_TenRows_IsWorkedByHand(double minimumRecall, double expected) =>
        Choose(ScoredRows.Ten, ThresholdObjective.MaximumPrecision(minimumRecall)).Threshold.Should().Be(expected);

    [Fact]
    public void Cost_NothingIsWorthAnAlert_SaysSo()
    {
        ThresholdDesign design = Choose(ScoredRows.Ten, ThresholdObjective.MinimumCost(new CostMatrix { FalsePositive = 100, FalseNegative = 1 }));

        // .9 flags one anomaly and nothing else, so that it always pays.
        design.Threshold.Should().Be(.9);
        ThresholdDesign none = Choose(new([.9, .8], [false, true]), ThresholdObjective.MinimumCost(new CostMatrix { FalsePositive = 100, FalseNegative = 1 }));
        none.IsFound.Should().BeFalse();
        none.Refusal.Should().Be("no threshold does better than to flag nothing");
        none.ToString().Should().Be("cost:fp=100,fn=1: no threshold does better than to flag nothing");
        (none.Threshold, none.Value, none.Figures, none.Confusion, none.AlertRate).Should().Be((null, null, null, null, null));
    }

    [Fact]
    public void Amounts_FindTheDearAnomaly()
    {
        // Four false alarms of 5 stand between the cheap anomaly and the dear one.
        var rows = new ScoredRows([.9, .8, .7, .6, .5, .4], [true, false, false, false, false, true]);
        ThresholdObjective objective = ThresholdObjective.MinimumAmountCost(falseAlarmCost: 5);

        Threshold([10, 0, 0, 0, 0, 1000]).Should().Be(.4);
        Threshold([10, 999, 999, 999, 999, 19]).Should().Be(.9, "a miss costs 19, the alarms 20; the amounts of normal rows are not at stake");

        double? Threshold(double[] amounts) => ThresholdDesigner.Choose(rows.Scores, rows.IsAnomaly, objective, ScoreSource.HeldOut, WithoutEnds, amounts).Threshold;
    }

    [Fact]
    public void PrecisionBeyondReach_IsRefusedWithTheNearest()
    {
        ThresholdDesign design = Choose(new([.9, .8, .7], [false, true, false]), ThresholdObjective.MaximumRecall(minimumPrecision: .9));

        design.IsFound.Should().BeFalse();
        design.Refusal.Should().Be("at no threshold is the precision 0.9 or more: the best has 0.5, where 1 of 2 flagged rows are anomalies");
    }

    [Fact]
    public void FewRows_CannotBeSure()
    {
        Choose(ScoredRows.Ten, ThresholdObjective.MaximumRecall(.5, confidence: .95)).Refusal
            .Should().Match("at no threshold is the precision 0.5 or more with 95% confidence: the best is sure of 0.*, where * flagged rows are anomalies");
        Choose(ScoredRows.Ten, ThresholdObjective.MaximumPrecision(.9, confidence: .95)).Refusal
            .Should().Match("at no threshold is the recall 0.9 or more with 95% confidence: 4 anomalies, all found, are sure of 0.4729 only");
        Choose(ScoredRows.Ten, ThresholdObjective.AlertsPerThousand(50)).Refusal
            .Should().Be("no threshold finds an anomaly with at most 50 alerts in 1,000 rows: the highest score alone flags 1 of 10 rows, 1 of them anomalies");
    }

    [Fact]
    public void TrainingScores_AreRefused() =>
        FluentActions.Invoking(() => ThresholdDesigner.Choose([.1, .2], [true, false], ThresholdObjective.BestF1, ScoreSource.Training))
            .Should().Throw<ArgumentException>().WithMessage("The scores are of rows that the model was trained on*out-of-bag, cross-validated or held-out*");

    [Fact]
    public void BadInput_IsRefusedAndNamed()
    {
        ThresholdObjective amount = ThresholdObjective.MinimumAmountCost(5);
        Refused(() => ThresholdDesigner.Choose([.1, .2], [true, false], amount, ScoreSource.HeldOut), "The objective amount:fp=5 needs one amount a row: 0 amounts do not fit 2 scores.*");
        Refused(() => ThresholdDesigner.Choose([.1, .2], [true, false], amount, ScoreSource.HeldOut, null, [1, -2]), "The amount of row 1 (first = 0) is -2; it must be finite and at least 0.*");
        Refused(() => ThresholdDesigner.Choose([.1, .2], [true, false], ThresholdObjective.BestF1, ScoreSource.HeldOut, null, [1, 2]), "Amounts are given, but the objective f1 does not look at them.*");
        Refused(() => ThresholdDesigner.Choose([.1, .2], [true, false], ThresholdObjective.BestF1, (ScoreSource)9), "9 is not a ScoreSource.*");
        FluentActions.Invoking(() => ThresholdDesigner.Choose([.1, .2], [true, true], ThresholdObjective.BestF1, ScoreSource.HeldOut)).Should().Throw<UndefinedMetricException>();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        FluentActions.Invoking(() => ThresholdDesigner.Choose([.1, .2], [true, false], ThresholdObjective.BestF1, ScoreSource.HeldOut, null, default, stop.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void RowOrder_ChangesNoBit()
    {
        var random = new RandomStream(14);
        ScoredRows rows = ScoredRows.DrawMany(1, seed: 15).Single();
        ThresholdDesign first = ThresholdDesigner.Choose(rows.Scores, rows.IsAnomaly, ThresholdObjective.BestF1, ScoreSource.HeldOut);

        for (int i = 0; i < 10; i++)
        {
            ScoredRows shuffled = rows.Shuffled(ref random);
            ThresholdDesigner.Choose(shuffled.Scores, shuffled.IsAnomaly, ThresholdObjective.BestF1, ScoreSource.HeldOut).Should().Be(first);
        }
    }

    private static ThresholdDesign Choose(ScoredRows rows, ThresholdObjective objective, ThresholdDesignOptions? options = null) =>
        ThresholdDesigner.Choose(rows.Scores, rows.IsAnomaly, objective, ScoreSource.HeldOut, options ?? WithoutEnds);

    private static void Refused(Action choose, string message) => choose.Should().Throw<ArgumentException>().WithMessage(message);
}
