using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Artifacts;

/// <summary>What is saved can be loaded; what could not be loaded is not saved.</summary>
public class SaveLimitsTests
{
    private static readonly EvaluationSummary Judged = Samples.Small().Evaluation!;

    public static TheoryData<string, EvaluationSummary> Impossible { get; } = new()
    {
        { "Source", Judged with { Source = (ScoreSource)77 } },
        { "RowCount", Judged with { RowCount = 0 } },
        { "AnomalyCount", Judged with { AnomalyCount = -1 } },
        { "confusion", Judged with { AnomalyCount = 1 } },
        { "Threshold", Judged with { Threshold = double.NaN } },
        { "TrueNegatives", Judged with { Confusion = new ConfusionMatrix(5, 0, 0, 2) } },
        { "RocAuc", With(all => all with { RocAuc = new MetricInterval(1.0000000000000002, 0.5, 1) }) },
        { "AveragePrecision", With(all => all with { AveragePrecision = new MetricInterval(-0.1, 0.5, 1) }) },
        { "LogLoss", With(all => all with { LogLoss = new MetricInterval(double.PositiveInfinity, 0.5, 1) }) },
        { "BrierScore", With(all => all with { BrierScore = new MetricInterval(double.NaN, 0.5, 1) }) },
        { "Confidence", With(all => all with { Confidence = 1 }) },
        { "f1", With(all => all with { F1 = all.F1 with { Low = -0.1 } }) },
        { "matthews_correlation", With(all => all with { MatthewsCorrelation = all.MatthewsCorrelation with { Low = -1.1 } }) },
        { "roc_auc", With(all => all with { RocAuc = new MetricInterval(all.RocAuc.Value, 0.75, 0.5) }) },
        { "brier_score", With(all => all with { BrierScore = new MetricInterval(all.BrierScore.Value, double.NaN, double.NaN) }) },
        { "those of its confusion matrix", With(all => all with { Recall = all.Recall with { Low = 0.25 } }) },
        { "those of its confusion matrix", With(all => all with { F1 = all.F1 with { Value = 0.25 } }) },
        { "those of its confusion matrix", With(all => all with { F1 = new MetricInterval(all.F1.Value, double.NaN, double.NaN) }) },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Evaluation_ImpossibleFigure_IsRefusedByName(string name, EvaluationSummary report)
    {
        DetectorArtifact small = Samples.Small();

        FluentActions.Invoking(() => small with { Evaluation = report }).Should().Throw<ArgumentException>().WithMessage($"*{name}*");
    }

    [Fact]
    public void Evaluation_WithoutEnds_KeepsItsConfidenceAndHasNoneAgain()
    {
        EvaluationSummary bare = EvaluationSummary.WithoutEnds(JudgedScores.Of([.1, .9, .4], [false, true, false]), .5, ScoreSource.HeldOut);
        DetectorArtifact artifact = Samples.Small() with { Evaluation = bare with { Intervals = bare.Intervals with { Confidence = 0.9 } } };

        byte[] file = Samples.Save(artifact);

        DetectorArtifact.Load(file).Evaluation.Should().Be(artifact.Evaluation);
        Samples.Save(DetectorArtifact.Load(file)).Should().Equal(file);
    }

    [Fact]
    public void Evaluation_NothingFlagged_KeepsItsIntervals()
    {
        DetectorArtifact artifact = Samples.Small() with { Evaluation = EvaluationSummary.Compute([.1, .9, .4], [false, true, false], .95, ScoreSource.HeldOut) };

        DetectorArtifact.Load(Samples.Save(artifact)).Evaluation.Should().Be(artifact.Evaluation);
    }

    [Fact]
    public void Save_TextBeyondTheDefaultLimit_IsRefused()
    {
        DetectorArtifact artifact = Samples.Small();
        Provenance Named(int length) => artifact.Provenance with { Algorithm = new string('x', length) };

        DetectorArtifact.Load(Samples.Save(artifact with { Provenance = Named(65_536) })).Provenance.Algorithm.Should().HaveLength(65_536);
        FluentActions.Invoking(() => Samples.Save(artifact with { Provenance = Named(65_537) })).Should().Throw<InvalidOperationException>().WithMessage("*65537 UTF-16 units*MaxTextLength*65536*");
    }

    [Fact]
    public void Save_MoreTreesThanTheDefaultLimit_IsRefused()
    {
        DecisionTree leaf = Samples.Leaf(0.5, 1);
        DetectorArtifact artifact = Samples.Around(new RandomForestModel([.. Enumerable.Repeat(leaf, 100_001)], 1));

        FluentActions.Invoking(() => Samples.Save(artifact)).Should().Throw<InvalidOperationException>().WithMessage("*100001 trees*MaxTrees*100000*");
    }

    private static EvaluationSummary With(Func<MetricIntervals, MetricIntervals> change) => Judged with { Intervals = change(Judged.Intervals) };
}
