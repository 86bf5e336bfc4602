using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Permutation importances on out-of-bag rows (conformance C14).</summary>
public class OutOfBagPermutationTests
{
    private static readonly RandomForestOptions Options = new() { TreeCount = 40, MaxThreads = 1 };

    [Fact]
    public void PermutationImportances_UniqueId_IsWorthNothingThoughItsSplitsAreMany()
    {
        TrainingSet set = AnalysedForests.FlagIdAndCoin(400, seed: 231);
        TrainedForest forest = new RandomForestTrainer(Options).TrainOn(set);

        var drops = OutOfBagAnalysis.Create(forest, set).PermutationImportances();

        drops[0].Mean.Should().BeGreaterThan(0.2);
        drops[1].Mean.Should().BeLessThan(0.02);
        drops.Should().OnlyContain(drop => drop.StandardError >= 0 && drop.StandardError < 0.02);
        ImpurityImportances.Of(forest.Model)[1].Should().BeGreaterThan(0.2, "impurity importances fall for it");
    }

    [Fact]
    public void PermutationImportances_FeatureNoTreeAsksFor_IsExactlyZero()
    {
        TrainingSet flag = AnalysedForests.FlagIdAndCoin(200, seed: 232);
        var set = new TrainingSet(FeatureMatrix.FromColumns(flag.Features.Column(0).ToArray(), new float[200]), flag.IsAnomaly);

        AnalysedForests.Analyse(set, Options).PermutationImportances()[1].Should().Be(new MetricDrop(0, 0));
    }

    [Fact]
    public void PermutationImportances_AnyForest_EqualsScoringEveryTreeAnew()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 233, missingShare: 0.1);
        var set = new TrainingSet(features, isAnomaly);
        RandomForestOptions options = Options with { TreeCount = 10, Seed = 5 };
        TrainedForest forest = new RandomForestTrainer(options).TrainOn(set);
        var permutation = new PermutationOptions { Metric = Metrics.AveragePrecision, Repeats = 2, Seed = 3 };
        var analysis = OutOfBagAnalysis.Create(forest, set);
        int[] judged = [.. Enumerable.Range(0, 50).Where(row => analysis.TreeCounts[row] > 0)];
        bool[] labels = [.. judged.Select(row => isAnomaly[row])];
        double baseline = Metrics.AveragePrecision([.. judged.Select(row => analysis.Scores[row])], labels);

        var drops = analysis.PermutationImportances(permutation);

        var bag = new Bag(TrainingRows.ForBags(set));
        for (int feature = 0; feature < 3; feature++)
        {
            RandomStream[] streams = [permutation.Open(feature, 0), permutation.Open(feature, 1)];
            double[][] sums = [new double[50], new double[50]];
            for (int tree = 0; tree < 10; tree++)
            {
                bag.DrawFor(options, tree);
                int[] unseen = [.. Enumerable.Range(0, 50).Where(row => bag.Draws[row] == 0)];
                int[] donor = [.. unseen];
                for (int repeat = 0; repeat < 2; repeat++)
                {
                    if (forest.Model.Trees[tree].Feature.Contains(feature)) streams[repeat].Shuffle<int>(donor);
                    for (int i = 0; i < unseen.Length; i++)
                    {
                        float[] row = Row(features, unseen[i]);
                        row[feature] = features.Column(feature)[donor[i]];
                        sums[repeat][unseen[i]] += forest.Model.Trees[tree].Score(row);
                    }
                }
            }

            double[] left = [.. sums.Select(sum => Metrics.AveragePrecision([.. judged.Select(row => sum[row] / analysis.TreeCounts[row])], labels))];
            drops[feature].Should().Be(MetricDrop.Of(baseline, left));
        }
    }

    [Fact]
    public void PermutationImportances_MoreRepeats_BeginWithTheSameOnes()
    {
        TrainingSet set = AnalysedForests.FlagIdAndCoin(100, seed: 234);
        OutOfBagAnalysis analysis = AnalysedForests.Analyse(set, Options with { TreeCount = 5 });
        var measured = new List<double>();
        ScoreMetric metric = (scores, isAnomaly) =>
        {
            measured.Add(Metrics.RocAuc(scores, isAnomaly));
            return measured[^1];
        };

        analysis.PermutationImportances(new PermutationOptions { Metric = metric, Repeats = 2, MaxThreads = 1 });
        double[] two = [.. measured.Take(3)];
        measured.Clear();
        analysis.PermutationImportances(new PermutationOptions { Metric = metric, Repeats = 4, MaxThreads = 1 });

        measured.Take(3).Should().Equal(two, "the figure itself, then the repeats of the first feature");
    }

    [Fact]
    public void PermutationImportances_MetricThatThrows_ReachesTheCallerAsThrown()
    {
        OutOfBagAnalysis analysis = AnalysedForests.Analyse(AnalysedForests.FlagIdAndCoin(60, seed: 235), Options with { TreeCount = 5 }, maxThreads: 2);

        analysis.Invoking(a => a.PermutationImportances(new PermutationOptions { Metric = (_, _) => throw new InvalidTimeZoneException("mine") }))
            .Should().ThrowExactly<InvalidTimeZoneException>().WithMessage("mine");
    }
}
