using Anomaly.Detection.Data;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Conformance, sections G (determinism) and J (concurrency), for the trainer.</summary>
public class DeterminismConformanceTests
{
    [Fact]
    public void G1_TwentyTrainings_HaveOneFingerprint()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(80, 4, seed: 81, missingShare: 0.1);
        var trainer = new RandomForestTrainer(new RandomForestOptions { TreeCount = 8 });

        Enumerable.Range(0, 20).Select(_ => Fingerprint(trainer.Train(features, isAnomaly))).Distinct().Should().HaveCount(1);
    }

    [Fact]
    public void G2_Threads_HaveOneFingerprintWithRowWeightsToo()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 5, seed: 82, missingShare: 0.1);
        double[] weights = [.. Enumerable.Range(0, 200).Select(row => 0.1 + (0.3 * (row % 7)))];
        int[] threads = [1, 2, 3, 8, 16, 32];

        threads.Select(count => Fingerprint(new RandomForestTrainer(new RandomForestOptions { TreeCount = 40, MaxThreads = count }).TrainOn(new TrainingSet(features, isAnomaly, weights))))
            .Distinct().Should().HaveCount(1);
    }

    [Theory]
    [InlineData(91, 0, "420820CF8751F0F12FE2586EB456343BAFC4D83CCCA7D9B13AA4F31EA6566714")]
    [InlineData(92, 0.1, "8E2F35AE36AE072A93307F1812093EB2E8B13818FADE47521B8A485BD97B3E19")]
    [InlineData(93, 0.4, "76B00BBF97769E5B97A80989F054653BAEF671529925F72C26C06C4929FA99F7")]
    public void G12_Golden_TheForestOfThisTableIsTheSameOnEveryMachine(ulong seed, double missingShare, string fingerprint)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 6, seed, missingShare);
        RandomForestOptions options = new() { TreeCount = 10, Criterion = seed == 92 ? SplitCriterion.Entropy : SplitCriterion.Gini };

        Fingerprint(new RandomForestTrainer(options).Train(features, isAnomaly)).Should().Be(fingerprint, "a change of these bits is a change of every model that users train, and belongs into the changelog");
    }

    [Theory]
    [InlineData(94, 0, SplitCriterion.Gini, "BA767E3E2B6DBE074624BD23C591C8F8723641B41D50D6D7B4FD8973C1236CBA")]
    [InlineData(95, 0.1, SplitCriterion.Gini, "D7607F2A1D0BD85EFE7750EB1200BEB15622A7C0469A329FC923ADEA6DF67C30")]
    [InlineData(96, 0.1, SplitCriterion.Entropy, "50442F53C05FB89838C109B2AE568E6A66295B35D10D44ED938DC66D79F3A18F")]
    [InlineData(97, 0.4, SplitCriterion.Hellinger, "7079092DF1E663EEA185BA8135C2ED7FCA8F03B59D9CCF4012581339EC14EB14")]
    public void G12_GoldenBinned_TheForestOfThisTableIsTheSameOnEveryMachine(ulong seed, double missingShare, SplitCriterion criterion, string fingerprint)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(3_000, 6, seed, missingShare);
        RandomForestOptions options = new() { TreeCount = 10, Criterion = criterion, SplitSearch = SplitSearch.Binned() };

        Fingerprint(new RandomForestTrainer(options).Train(features, isAnomaly)).Should().Be(fingerprint, "a change of these bits is a change of every model that users train, and belongs into the changelog");
    }

    [Fact]
    public void J1_ManyThreadsTrainingAndScoring_GiveTheBitsOfOne()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 83);
        var trainer = new RandomForestTrainer(new RandomForestOptions { TreeCount = 5 });
        TrainedForest expected = trainer.Train(features, isAnomaly);
        string[] fingerprints = new string[64];

        Parallel.For(0, 64, run => fingerprints[run] = Fingerprint(trainer.Train(features, isAnomaly)));

        fingerprints.Should().OnlyContain(fingerprint => fingerprint == Fingerprint(expected));
    }
}
