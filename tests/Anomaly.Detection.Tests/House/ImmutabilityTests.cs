using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.House;

/// <summary>Everything fitted, learned or returned is immutable, hence safe to share between threads without a lock.</summary>
public sealed class ImmutabilityTests
{
    /// <summary>Types that are meant to change, each with its reason. Exceptions are left out as a kind: their base class is the framework's.</summary>
    private static readonly Dictionary<Type, string> MutableByDesign = new()
    {
        [typeof(TableBuilder)] = "a builder; what it builds is immutable",
        [typeof(RandomStream)] = "its state is its position in the stream; passed by ref, never stored in a result",
    };

    /// <summary>Members that may hand out an array, each with its reason.</summary>
    private static readonly Dictionary<string, string> AllowedMembers = new()
    {
        ["AnomalyDetectionPredictor.PredictBatch"] = "a fresh array on every call, owned by the caller; the predictor keeps no reference",
        ["AnomalyDetectionPredictor.ExplainBatch"] = "a fresh array on every call, owned by the caller; the predictor keeps no reference",
        ["AnomalyDetectionPredictor.PredictChunks"] = "a fresh array per chunk, owned by the caller; the predictor keeps no reference",
        ["ShapExplainer.Explain"] = "a fresh array on every call, owned by the caller; the explainer keeps no reference",
    };

    [Fact]
    public void PublicTypes_All_AreImmutable()
    {
        Type[] types = [.. typeof(Table).Assembly.GetExportedTypes().Where(type => !type.IsAssignableTo(typeof(Exception)) && !MutableByDesign.ContainsKey(type))];

        types.Should().Contain(typeof(Table), "the search must find the types");
        types.SelectMany(type => ImmutableShape.Faults(type, AllowedMembers.Keys)).Should().BeEmpty();
    }

    [Fact]
    public void MutableByDesign_All_AreReallyMutable() =>
        MutableByDesign.Keys.Where(type => !ImmutableShape.Faults(type, []).Any()).Should().BeEmpty("an exception that is not needed hides the next mistake");

    [Fact]
    public void Faults_TypeThatKeepsTheRules_AreNone()
    {
        ImmutableShape.Faults(typeof(Kept), []).Should().BeEmpty();
        ImmutableShape.Faults(typeof(KeptPoint), []).Should().BeEmpty();
        ImmutableShape.Faults(typeof(DayOfWeek), []).Should().BeEmpty();
    }

    [Fact]
    public void Faults_TypeThatBreaksEveryRule_AreNamedOneByOne() =>
        ImmutableShape.Faults(typeof(Broken), []).Should().BeEquivalentTo(
            "Broken.Open can be written after construction",
            "Broken._lazy can be written after construction",
            "Broken.Shared can be written after construction",
            "Broken.Settable has a setter that is not init",
            "Broken.PrivatelySettable has a setter that is not init",
            "Broken.Buffer hands out an array (Double[])",
            "Broken.Rows hands out an array (Double[])",
            "Broken.Names hands out a mutable List",
            "Broken.Window returns a mutable Span",
            "Broken.Copy returns an array (Int32[])");

    [Fact]
    public void Faults_AllowedMember_IsLeftOut() =>
        ImmutableShape.Faults(typeof(Broken), ["Broken.Copy"]).Should().HaveCount(9).And.NotContain(fault => fault.Contains("Broken.Copy"));

    private sealed record Kept(string Name, ImmutableArray<double> Values)
    {
        private readonly double[] _buffer = [1, 2];

        public int Checked { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 1;

        public IReadOnlyList<string> Names { get; } = [];

        public ReadOnlySpan<double> Buffer => _buffer;
    }

    private readonly record struct KeptPoint(double X, double Y);

#pragma warning disable CA1051, CA2211, CA1002, CA1823, CA1805, IDE0044, IDE0051, CS0169, CS0649, IDE0032 // This type breaks the rules on purpose.
    private sealed class Broken
    {
        public static int Shared;
        public int Open;
        private string? _lazy;
        private readonly double[] _buffer = [];

        public int Settable { get; set; }

        public int PrivatelySettable { get; private set; }

        public double[] Buffer => _buffer;

        public IReadOnlyList<double[]> Rows => [_buffer];

        public List<string> Names { get; } = [];

        public Span<double> Window() => _buffer;

        public int[] Copy() => [_lazy?.Length ?? 0];
    }
#pragma warning restore CA1051, CA2211, CA1002, CA1823, CA1805, IDE0044, IDE0051, CS0169, CS0649, IDE0032
}
