using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Training;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Explanation;

public class PermutationImportancesTests
{
    [Fact]
    public void Of_HeldOutRows_FindsTheFlagAndNotTheId()
    {
        TrainingSet training = AnalysedForests.FlagIdAndCoin(300, seed: 271);
        TrainingSet test = AnalysedForests.FlagIdAndCoin(300, seed: 272);
        RandomForestModel model = new RandomForestTrainer(new RandomForestOptions { TreeCount = 30 }).TrainOn(training).Model;

        var drops = PermutationImportances.Of(model, test.Features, test.IsAnomaly);

        drops[0].Mean.Should().BeGreaterThan(0.2);
        drops[1].Mean.Should().BeLessThan(0.02);
        drops.Should().OnlyContain(drop => drop.StandardError >= 0 && drop.StandardError < 0.05);
    }

    [Fact]
    public void OfFunction_ScoreThatIsAFeature_FallsToChanceAndOthersNotAtAll()
    {
        // The score is feature 1, which is the label: the figure falls from 1 to about one half; permuting feature 0 changes no bit.
        TrainingSet set = AnalysedForests.FlagIdAndCoin(400, seed: 273);
        float[] label = [.. set.IsAnomaly.ToArray().Select(isAnomaly => isAnomaly ? 1f : 0f)];

        var drops = PermutationImportances.OfFunction(SecondOfTwo, FeatureMatrix.FromColumns(new float[400], label), set.IsAnomaly, new PermutationOptions { Repeats = 20 });

        drops[0].Should().Be(new MetricDrop(0, 0));
        drops[1].Mean.Should().BeApproximately(0.5, 0.03);
    }

    [Fact]
    public void OfFunction_MoreRowsThanABlock_PermutesWholeColumns()
    {
        // Rows come in blocks, but each value must turn up exactly once in every permutation.
        float[] values = [.. Enumerable.Range(0, 700).Select(row => (float)row)];
        bool[] isAnomaly = [.. Enumerable.Range(0, 700).Select(row => row >= 350)];
        var seen = new List<double[]>();
        ScoreMetric metric = (scores, _) =>
        {
            seen.Add(scores.ToArray());
            return 0;
        };

        PermutationImportances.OfFunction(SecondOfTwo, FeatureMatrix.FromColumns(new float[700], values), isAnomaly, new PermutationOptions { Metric = metric, Repeats = 1, MaxThreads = 1 });

        seen.Should().HaveCount(3).And.OnlyContain(scores => scores.Order().SequenceEqual(values.Select(value => (double)value)));
        seen[0].Should().BeInAscendingOrder("nothing is permuted at first");
        seen[2].Take(350).Count(score => score >= 350).Should().BeInRange(130, 220, "values change places all over the table");
    }

    [Fact]
    public void Of_AnyNumberOfThreads_GivesTheSame()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 5, seed: 274, missingShare: 0.1);
        RandomForestModel model = new RandomForestTrainer(new RandomForestOptions { TreeCount = 10 }).Train(features, isAnomaly).Model;
        var options = new PermutationOptions { Metric = Metrics.AveragePrecision, Seed = 9 };

        var one = PermutationImportances.Of(model, features, isAnomaly, options with { MaxThreads = 1 });

        PermutationImportances.Of(model, features, isAnomaly, options with { MaxThreads = 4 }).Should().Equal(one);
        PermutationImportances.Of(model, features, isAnomaly, options with { Seed = 10 }).Should().NotEqual(one);
    }

    [Fact]
    public void Of_ProgressThatCancels_EndsTheWork()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 5, seed: 275);
        using var source = new CancellationTokenSource();

        FluentActions.Invoking(() => PermutationImportances.OfFunction(First, features, isAnomaly, new PermutationOptions { MaxThreads = 2 }, new Immediate(_ => source.Cancel()), source.Token))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    [Fact]
    public void Of_Progress_AscendsToOne()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 5, seed: 276);
        var reports = new List<double>();

        PermutationImportances.OfFunction(First, features, isAnomaly, new PermutationOptions { MaxThreads = 3 }, new Immediate(reports.Add));

        reports.Should().Equal(0.2, 0.4, 0.6, 0.8, 1);
    }

    [Fact]
    public void Of_WrongInput_IsNamed()
    {
        var model = new RandomForestModel([DecisionTree.FromPreorder([-1], [], [], [0.5], [1])], 3);
        FeatureMatrix two = FeatureMatrix.FromColumns([1, 2], [3, 4]);

        FluentActions.Invoking(() => PermutationImportances.Of(model, two, [true, false])).Should().Throw<ArgumentException>().WithMessage("The rows have 2 features, but the model was trained on 3.*");
        FluentActions.Invoking(() => PermutationImportances.OfFunction(First, two, [true])).Should().Throw<ArgumentException>().WithMessage("1 labels do not fit 2 rows.*");
        FluentActions.Invoking(() => PermutationImportances.OfFunction(First, FeatureMatrix.FromColumns([], []), [])).Should().Throw<ArgumentException>().WithMessage("There are 0 rows to judge; at least one is needed.*");
        FluentActions.Invoking(() => PermutationImportances.OfFunction(First, two, [true, true])).Should().Throw<UndefinedMetricException>();
    }

    private static void SecondOfTwo(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (int row = 0; row < scores.Length; row++) scores[row] = rows[(2 * row) + 1];
    }

    private static void First(ReadOnlySpan<float> rows, Span<double> scores)
    {
        int length = rows.Length / scores.Length;
        for (int row = 0; row < scores.Length; row++) scores[row] = rows[row * length];
    }

    private sealed class Immediate(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
