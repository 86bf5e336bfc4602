using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Artifacts;

/// <summary>Artefacts and files for tests.</summary>
internal static class Samples
{
    /// <summary>A small artefact in which every field of the format occurs.</summary>
    public static DetectorArtifact Small()
    {
        var schema = new FeatureSchema(
            new FeatureColumn("clicks", FeatureKind.Numeric),
            new FeatureColumn("views", FeatureKind.Numeric),
            new FeatureColumn("device \"São\"\n\u2028😀", FeatureKind.Categorical),
            new FeatureColumn("at", FeatureKind.Timestamp),
            new FeatureColumn("id", FeatureKind.Identifier),
            new FeatureColumn("city", FeatureKind.Categorical));
        LabelEncoder?[] labels = [null, null, LabelEncoder.FromClasses(["", "mobile", "tablet"], [1, 7, 2], 3), null, null, LabelEncoder.FromClasses(["Oslo"])];
        EncodedFeature[] features =
        [
            new() { Name = "clicks", Operation = FeatureOperation.Value, Source = 0, Fill = 0.1 },
            new() { Name = "device", Operation = FeatureOperation.Code, Source = 2 },
            new() { Name = "device.share", Operation = FeatureOperation.Frequency, Source = 2, Frequencies = [0.1, 0.7, 0.2] },
            new() { Name = "device=tablet", Operation = FeatureOperation.OneHot, Source = 2, ClassCode = 2 },
            new() { Name = "at.hour", Operation = FeatureOperation.HourOfDay, Source = 3 },
            new() { Name = "at.days", Operation = FeatureOperation.ElapsedDays, Source = 3, OriginSeconds = 1.7e9 },
            new() { Name = "clicks/views", Operation = FeatureOperation.Ratio, Source = 0, SecondSource = 1, Fill = -2 },
        ];
        double[] mean = [1, 2, 0.3333333333333333, 4, 5, 6, 1e-300];
        double[] scale = [1, 2, 3, 4, 5, 6, 7e300];
        var encoder = FeatureEncoder.FromParts(schema, labels, features, StandardScaler.FromParts(mean, scale));
        var model = new RandomForestModel([Leaf(0.25, 10), DecisionTree.FromPreorder([2, -1, 6, -1, -1], [0.1f, 16777216f], [true, false], [0, 1.0 / 3, 1], [0.5, 2, 1e300])], 7);
        var provenance = new Provenance
        {
            LibraryVersion = "0.1.0",
            Algorithm = "random-forest",
            Seed = ulong.MaxValue,
            RowCount = 10,
            AnomalyCount = 4,
            Options = ImmutableSortedDictionary<string, string>.Empty.Add("tree_count", "2").Add("class_weight", "balanced"),
        };
        double[] scores = [0.1, 0.9, 0.4, 0.35];
        bool[] labelsOfScores = [false, true, true, false];
        return new DetectorArtifact(encoder, model, new DecisionPolicy { Threshold = 0.5 }, provenance, EvaluationSummary.Compute(scores, labelsOfScores, 0.5, ScoreSource.OutOfBag));
    }

    /// <summary>Small artefacts in which every field of every kind of model and calibration occurs.</summary>
    public static DetectorArtifact[] OneOfEachModel() =>
    [
        Small(),
        Around(Isolation(), new MarginMap { Boundary = 0.5, Spread = 0.125 }),
        Around(Svm(), new SigmoidCalibration { Slope = 0.75, Intercept = -2.5 }),
        Around(Ensemble()),
        Around(Stump(), Isotonic()),
        Around(Stump(), new ClassWeightCorrection { NormalWeight = 0.75, AnomalyWeight = 12.5, BaseRate = 0.04 }.WithPrior(0.01)),
        Around(Recalibrated()),
        WithBaseline(),
    ];

    /// <summary>The small artefact with a baseline of eight rows, in which every field of one occurs.</summary>
    public static DetectorArtifact WithBaseline()
    {
        int[] hours = [0, 0, 0, 4, .. new int[19], 2];
        ColumnBaseline?[] columns =
        [
            new NumericBaseline(new ValueSpread([-1.5, 2, 3e300], [0, 2, 5], [2, 5, 7]), areWhole: false, missingCount: 1),
            null,
            new CategoricalBaseline([5, 1, 0], otherCount: 1, missingCount: 1),
            new TimestampBaseline(new ValueSpread([0, 12345.5], [0, 4], [3, 6]), [.. hours], missingCount: 2),
            null,
            null,
        ];
        return Small() with { Baseline = new TableBaseline([.. columns], rowCount: 8, isOfNormalRows: true) };
    }

    /// <summary>An isolation forest over three features with a plane and a subset.</summary>
    public static IsolationForestModel Isolation()
    {
        SplitProjection[] projections = [new HyperplaneProjection([0, 2], [0.5, -0.1], [1, 2.5f]), new SubsetProjection(1, [-1, 0.25f, 3])];
        DecisionTree[] trees =
        [
            DecisionTree.FromPreorder([3, -1, 0, -1, -1], [0, 7.5f], [true, false], [2, 1.5, 3.25], [1, 2, 5]),
            DecisionTree.FromPreorder([4, -1, -1], [0.5f], [false], [1, 3.6], [3, 5]),
        ];
        return new IsolationForestModel([.. trees], 3, sampleSize: 8, PathLengthForm.Approximate, [.. projections], offset: 0.625);
    }

    /// <summary>A calibration with knots.</summary>
    public static IsotonicCalibration Isotonic() => new([-0.5, 0.25, 1e300], [0, 0.125, 0.875]) { BaseRate = 0.1 };

    /// <summary>A forest of one split.</summary>
    public static RandomForestModel Stump() => new([DecisionTree.FromPreorder([0, -1, -1], [0.5f], [true], [0.25, 1], [3, 1])], 1);

    /// <summary>A one-class SVM over three features.</summary>
    public static OneClassSvmModel Svm() => new(SvmKernel.Polynomial(0.3, 3, 0.5), [1, 2, 3, -0.5f, 0.1f, 1e-20f], [1, 0.2], 1.75, 3);

    /// <summary>An ensemble over three features.</summary>
    public static EnsembleModel Ensemble() => new(
    [
        new WeightedModel(new RandomForestModel([Leaf(0.25, 10)], 3), null, 0.5),
        new WeightedModel(Isolation(), new MarginMap { Boundary = 0.625, Spread = 0.1 }, 1),
        new WeightedModel(Svm(), new SigmoidCalibration { Slope = 2, Intercept = -1 }, 3),
    ]);

    /// <summary>An ensemble whose members have the other calibrations.</summary>
    public static EnsembleModel Recalibrated() => new(
    [
        new WeightedModel(Stump(), new ClassWeightCorrection { NormalWeight = 0.5, AnomalyWeight = 2, BaseRate = 0.25 }.WithPrior(0.125), 1),
        new WeightedModel(new OneClassSvmModel(SvmKernel.Linear, [1], [1], 0.5, 1), Isotonic(), 1),
    ]);

    public static DecisionTree Leaf(double value, double cover) => DecisionTree.FromPreorder([-1], [], [], [value], [cover]);

    /// <summary>An artefact of numeric columns around a model.</summary>
    public static DetectorArtifact Around(IAnomalyModel model, Calibration? calibration = null)
    {
        var schema = new FeatureSchema(Enumerable.Range(0, model.FeatureCount).Select(i => new FeatureColumn($"x{i}", FeatureKind.Numeric)));
        EncodedFeature[] features = [.. Enumerable.Range(0, model.FeatureCount).Select(i => new EncodedFeature { Name = $"x{i}", Operation = FeatureOperation.Value, Source = i })];
        var encoder = FeatureEncoder.FromParts(schema, new LabelEncoder?[model.FeatureCount], features, scaler: null);
        var provenance = new Provenance { Algorithm = "random-forest", Seed = 1, RowCount = 2, AnomalyCount = 1 };
        return new DetectorArtifact(encoder, model, new DecisionPolicy { Threshold = 0.5 }, provenance, evaluation: null, calibration);
    }

    /// <summary>A forest of random shape with numbers of many lengths.</summary>
    public static RandomForestModel RandomForest(ref RandomStream random, int treeCount, int splitsPerTree, int featureCount)
    {
        var trees = ImmutableArray.CreateBuilder<DecisionTree>();
        for (int tree = 0; tree < treeCount; tree++) trees.Add(RandomTree(ref random, splitsPerTree, featureCount));
        return new RandomForestModel(trees.ToImmutable(), featureCount);
    }

    public static DecisionTree RandomTree(ref RandomStream random, int splitCount, int featureCount)
    {
        int[] feature = new int[(2 * splitCount) + 1];
        int splitsLeft = splitCount;
        int open = 1;
        for (int node = 0; node < feature.Length; node++)
        {
            // A leaf that would close the last open place must wait until all splits are used.
            bool splits = splitsLeft > 0 && (open == 1 || random.NextInt(2) == 0);
            feature[node] = splits ? random.NextInt(featureCount) : -1;
            if (splits) splitsLeft--;
            open += splits ? 1 : -1;
        }

        float[] threshold = new float[splitCount];
        bool[] missing = new bool[splitCount];
        double[] value = new double[splitCount + 1];
        double[] cover = new double[splitCount + 1];
        for (int i = 0; i < splitCount; i++)
        {
            threshold[i] = random.NextInt(4) switch
            {
                0 => random.NextInt(100) - 50,
                1 => BitConverter.Int32BitsToSingle((int)(random.NextUInt64() & 0x7F7F_FFFF)),
                2 => -(float)random.NextDouble(),
                _ => random.NextInt(1000) / 8f,
            };
            missing[i] = random.NextInt(2) == 0;
        }

        for (int i = 0; i <= splitCount; i++)
        {
            int whole = 1 + random.NextInt(40);
            value[i] = random.NextInt(whole + 1) / (double)whole;
            cover[i] = random.NextInt(2) == 0 ? whole : whole * 0.83333333333333337;
        }

        return DecisionTree.FromPreorder(feature, threshold, missing, value, cover);
    }

    public static byte[] Save(DetectorArtifact artifact, bool compress = false)
    {
        using var stream = new MemoryStream();
        artifact.Save(stream, compress);
        return stream.ToArray();
    }

    /// <summary>The file with its checksum made right again.</summary>
    public static byte[] Restamp(byte[] file)
    {
        byte[] stamped = (byte[])file.Clone();
        int body = file.Length - FileSeal.Length;
        if (body < 0) return stamped;
        FileSeal.Write(SHA256.HashData(file.AsSpan(0, body))).CopyTo(stamped, body);
        return stamped;
    }

    /// <summary>The small artefact's file with one piece of text replaced, and a right checksum.</summary>
    public static byte[] SmallWith(string old, string replacement) => With(Small(), old, replacement);

    /// <summary>An artefact's file with one piece of text replaced, and a right checksum.</summary>
    public static byte[] With(DetectorArtifact artifact, string old, string replacement)
    {
        string text = Encoding.UTF8.GetString(Save(artifact));
        int at = text.IndexOf(old, StringComparison.Ordinal);
        at.Should().BeGreaterThanOrEqualTo(0, "the sample holds {0}", old);
        return Restamp(Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length))));
    }

    /// <summary>A field of a tree with so many zeros.</summary>
    public static string Zeros(string field, int count) => $"\n        \"{field}\": [{string.Join(',', Enumerable.Repeat('0', count))}],";

    public static float[] RandomRow(ref RandomStream random, int featureCount)
    {
        float[] row = new float[featureCount];
        for (int i = 0; i < featureCount; i++)
        {
            row[i] = random.NextInt(4) == 0 ? float.NaN : (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.NextInt(12) - 4));
        }

        return row;
    }
}
