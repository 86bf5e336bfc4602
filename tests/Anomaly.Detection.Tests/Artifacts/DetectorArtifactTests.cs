using System.Text;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using CsCheck;

namespace Anomaly.Detection.Tests.Artifacts;

public class DetectorArtifactTests
{
    [Fact]
    public void Save_SmallArtifactWithEveryField_LoadsEqualAndSavesTheSameBytes()
    {
        DetectorArtifact artifact = Samples.Small();
        byte[] file = Samples.Save(artifact);

        DetectorArtifact loaded = DetectorArtifact.Load(file);

        Encoding.UTF8.GetString(Samples.Save(loaded)).Should().Be(Encoding.UTF8.GetString(file));
        loaded.Policy.Should().Be(artifact.Policy);
        loaded.Provenance.Should().Be(artifact.Provenance);
        loaded.Evaluation.Should().Be(artifact.Evaluation);
        loaded.Encoder.Schema.Should().Be(artifact.Encoder.Schema);
        loaded.Encoder.Features.Should().Equal(artifact.Encoder.Features);
        loaded.Encoder.Scaler!.Scale.ToArray().Should().Equal(artifact.Encoder.Scaler!.Scale.ToArray());
        loaded.Encoder.ClassesOf(2)!.Counts.Should().Equal(1, 7, 2);
        loaded.Encoder.ClassesOf(2)!.LeftOutCount.Should().Be(3);
        loaded.Encoder.ClassesOf(5)!.Counts.Should().BeEmpty();
    }

    [Fact]
    public void Save_Twice_GivesTheSameBytes()
    {
        Samples.Save(Samples.Small()).Should().Equal(Samples.Save(Samples.Small()));
        Samples.Save(Samples.Small(), compress: true).Should().Equal(Samples.Save(Samples.Small(), compress: true));
    }

    [Fact]
    public void Save_AnyForest_ScoresTheSameBitsAfterLoading()
    {
        Gen.Select(Gen.ULong, Gen.Int[1, 6], Gen.Int[0, 60], Gen.Int[1, 20]).Holds(
            (seed, trees, splits, features) =>
            {
                var random = new RandomStream(seed);
                DetectorArtifact artifact = Samples.Around(Samples.RandomForest(ref random, trees, splits, features));
                byte[] file = Samples.Save(artifact);
                DetectorArtifact loaded = DetectorArtifact.Load(file);
                if (!Samples.Save(loaded).AsSpan().SequenceEqual(file)) return false;
                for (int i = 0; i < 50; i++)
                {
                    float[] row = Samples.RandomRow(ref random, features);
                    if (BitConverter.DoubleToInt64Bits(artifact.Model.Score(row)) != BitConverter.DoubleToInt64Bits(loaded.Model.Score(row))) return false;
                }

                return ((RandomForestModel)artifact.Model).Trees.Zip(((RandomForestModel)loaded.Model).Trees)
                    .All(pair => pair.First.Cover.SequenceEqual(pair.Second.Cover) && pair.First.Threshold.SequenceEqual(pair.Second.Threshold));
            },
            count: 300);
    }

    [Fact]
    public void Load_GzipFromPathStreamAndBytes_GivesTheSameArtifact()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json.gz");
        Samples.Small().Save(path);
        byte[] compressed = File.ReadAllBytes(path);
        byte[] plain = Samples.Save(Samples.Small());

        compressed.Should().StartWith(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0 }, "the header holds neither name nor time");
        compressed.Length.Should().BeLessThan(plain.Length);
        Samples.Save(DetectorArtifact.Load(path)).Should().Equal(plain);
        Samples.Save(DetectorArtifact.Load(new MemoryStream(compressed))).Should().Equal(plain);
        Samples.Save(DetectorArtifact.Load(compressed)).Should().Equal(plain);
    }

    [Fact]
    public void Save_StrangeTexts_StayReadableAndEscapeOnlyWhatMustBe()
    {
        string text = Encoding.UTF8.GetString(Samples.Save(Samples.Small()));

        text.Should().Contain("\"device \\\"São\\\"\\n\\u2028😀\"");
    }

    [Fact]
    public void Save_LoneSurrogate_IsRefusedRatherThanReplaced()
    {
        DetectorArtifact artifact = Samples.Small() with { Provenance = new Provenance { Algorithm = "a\ud800b", Seed = 1, RowCount = 1, AnomalyCount = 1 } };

        artifact.Invoking(a => Samples.Save(a)).Should().Throw<InvalidOperationException>().WithMessage("*not valid Unicode*");
    }

    [Fact]
    public void Constructor_ModelOfAnotherWidth_NamesBothWidths()
    {
        DetectorArtifact small = Samples.Small();
        Action act = () => _ = new DetectorArtifact(small.Encoder, new RandomForestModel([Samples.Leaf(0, 1)], 3), small.Policy, small.Provenance);

        act.Should().Throw<ArgumentException>().WithMessage("*rows of 7 features*rows of 3*");
    }

    [Fact]
    public void Load_CombOfAMillionNodesOnASmallStack_ScoresAndSaves()
    {
        // Every left child is a leaf, so the tree is as deep as it has splits.
        const int SplitCount = 1_000_000;
        int[] feature = new int[(2 * SplitCount) + 1];
        for (int node = 1; node < feature.Length; node += 2) feature[node] = -1;
        feature[^1] = -1;
        float[] threshold = new float[SplitCount];
        bool[] missing = new bool[SplitCount];
        double[] value = new double[SplitCount + 1];
        double[] cover = new double[SplitCount + 1];
        value[^1] = 1;
        byte[] file = Samples.Save(Samples.Around(new RandomForestModel([DecisionTree.FromPreorder(feature, threshold, missing, value, cover)], 1)));
        double score = double.NaN;
        bool isSame = false;

        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                failure = Record.Exception(() =>
                {
                    DetectorArtifact loaded = DetectorArtifact.Load(file);
                    score = loaded.Model.Score([1f]);
                    isSame = Samples.Save(loaded).AsSpan().SequenceEqual(file);
                });
            },
            256 * 1024);
        thread.Start();
        thread.Join();

        failure.Should().BeNull();

        score.Should().Be(1);
        isSame.Should().BeTrue();
    }
}
