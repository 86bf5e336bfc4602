using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Artifacts;

/// <summary>What is saved can be loaded; what could not be loaded is not saved.</summary>
public class SaveLimitsTests
{
    private static readonly EvaluationReport Judged = Samples.Small().Evaluation!;

    public static TheoryData<string, EvaluationReport> Impossible { get; } = new()
    {
        { "Source", Judged with { Source = (ScoreSource)77 } },
        { "RowCount", Judged with { RowCount = 0 } },
        { "AnomalyCount", Judged with { AnomalyCount = -1 } },
        { "confusion", Judged with { AnomalyCount = 1 } },
        { "Threshold", Judged with { Threshold = double.NaN } },
        { "TrueNegatives", Judged with { Confusion = new ConfusionMatrix(5, 0, 0, 2) } },
        { "RocAuc", Judged with { RocAuc = 1.0000000000000002 } },
        { "AveragePrecision", Judged with { AveragePrecision = -0.1 } },
        { "LogLoss", Judged with { LogLoss = double.PositiveInfinity } },
        { "BrierScore", Judged with { BrierScore = double.NaN } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Evaluation_ImpossibleFigure_IsRefusedByName(string name, EvaluationReport report)
    {
        DetectorArtifact small = Samples.Small();

        FluentActions.Invoking(() => small with { Evaluation = report }).Should().Throw<ArgumentException>().WithMessage($"*{name}*");
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
}
