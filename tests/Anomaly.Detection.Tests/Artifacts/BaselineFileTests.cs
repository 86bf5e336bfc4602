using System.Text;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Artifacts;

/// <summary>The baseline in a model file: whole ones come back to the byte, bad ones are refused by code and place.</summary>
public sealed class BaselineFileTests
{
    // old text, its replacement, code, place
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        { "\"rows\": \"normal\"", "\"rows\": \"some\"", "unknown-value", "baseline.rows" },
        { "\"row_count\": 8,\n    \"columns\"", "\"row_count\": 0,\n    \"columns\"", "out-of-range", "baseline.row_count" },
        { "\"row_count\": 8,\n    \"columns\"", "\"row_count\": 9,\n    \"columns\"", "inconsistent", "baseline.columns[0]" },
        { "\"column\": \"clicks\"", "\"column\": \"klicks\"", "unknown-column", "baseline.columns[0].column" },
        { "\"column\": \"clicks\"", "\"column\": \"city\"", "missing-field", "baseline.columns[0].counts" },
        { "\"column\": \"at\"", "\"column\": \"clicks\"", "not-sorted", "baseline.columns[2].column" },
        { "\"column\": \"at\"", "\"column\": \"id\"", "inconsistent", "baseline.columns[2].column" },
        { "\"missing\": 1,\n        \"numbers\"", "\"missing\": -1,\n        \"numbers\"", "out-of-range", "baseline.columns[0].missing" },
        { "\"missing\": 1,\n        \"numbers\"", "\"missing\": 2147483647,\n        \"numbers\"", "inconsistent", "baseline.columns[0]" },
        { "\"numbers\": \"decimal\"", "\"numbers\": \"complex\"", "unknown-value", "baseline.columns[0].numbers" },
        { "\"values\": [-1.5,2,3E+300]", "\"values\": [-1.5,2,3E+309]", "not-finite", "baseline.columns[0].values[2]" },
        { "\"values\": [-1.5,2,3E+300]", "\"values\": [-1.5,2]", "wrong-length", "baseline.columns[0].below" },
        { "\"values\": [-1.5,2,3E+300]", "\"values\": [-1.5,-1.5,3E+300]", "inconsistent", "baseline.columns[0].at_or_below" },
        { "\"below\": [0,2,5]", "\"below\": [0,2,4]", "inconsistent", "baseline.columns[0].at_or_below" },
        { "\"below\": [0,2,5]", "\"below\": [0,2,-5]", "out-of-range", "baseline.columns[0].below[2]" },
        { "\"below\": [0,2,5]", "\"below\": [0,2.0,5]", "not-an-integer", "baseline.columns[0].below[1]" },
        { "\"below\": [0,2,5]", "\"below\": [0,2, 5]", "not-canonical", "baseline.columns[0].below[2]" },
        { "\"at_or_below\": [2,5,7]", "\"at_or_below\": [2,5,6]", "inconsistent", "baseline.columns[0]" },
        { "\"at_or_below\": [2,5,7]", "\"at_or_below\": [2,5]", "wrong-length", "baseline.columns[0].at_or_below" },
        { "\"counts\": [5,1,0]", "\"counts\": [5,1]", "wrong-length", "baseline.columns[1].counts" },
        { "\"counts\": [5,1,0]", "\"counts\": [2147483647,2147483647,0]", "inconsistent", "baseline.columns[1].other" },
        { "\"other\": 1", "\"other\": 2", "inconsistent", "baseline.columns[1]" },
        { "\"hours\": [0,0,0,4,", "\"hours\": [0,0,4,", "wrong-length", "baseline.columns[2].hours" },
        { "\"hours\": [0,0,0,4,", "\"hours\": [0,0,0,3,", "inconsistent", "baseline.columns[2].hours" },
        { "\"baseline\"", "\"base_line\"", "unknown-field", "base_line" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_OneFieldChanged_NamesCodeAndPlace(string old, string replacement, string code, string place)
    {
        byte[] file = Samples.With(Samples.WithBaseline(), old, replacement);

        ModelFormatException fault = FluentActions.Invoking(() => DetectorArtifact.Load(file)).Should().Throw<ModelFormatException>().Which;

        fault.Code.Should().Be(code, "the message is {0}", fault.Message);
        fault.Place.Should().Be(place, "the message is {0}", fault.Message);
    }

    [Fact]
    public void Load_Saved_GivesTheSameBaselineAndBytes()
    {
        DetectorArtifact artifact = Samples.WithBaseline();
        byte[] file = Samples.Save(artifact);

        var loaded = DetectorArtifact.Load(file);

        loaded.Baseline.Should().Be(artifact.Baseline);
        Samples.Save(loaded).Should().Equal(file);
    }

    [Fact]
    public void Load_WithoutBaseline_IsNull() => DetectorArtifact.Load(Samples.Save(Samples.Small())).Baseline.Should().BeNull();

    [Fact]
    public void Load_Trained_GivesTheSameBaseline()
    {
        DetectorArtifact artifact = TestSessions.Trained.Artifact;

        DetectorArtifact.Load(Samples.Save(artifact)).Baseline.Should().Be(artifact.Baseline).And.NotBeNull();
    }

    [Fact]
    public void Load_TooManyKnots_AreRefusedBeforeTheyAreRead()
    {
        byte[] file = Samples.With(Samples.WithBaseline(), "\"values\": [-1.5,2,3E+300]", $"\"values\": [{string.Join(',', Enumerable.Range(0, 1_000_000))}]");
        long before = GC.GetAllocatedBytesForCurrentThread();

        FluentActions.Invoking(() => DetectorArtifact.Load(file)).Should().Throw<ModelFormatException>().WithMessage("*expected at most 128 knots, found 1000000*");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan((16L * file.Length) + 1_000_000);
    }

    [Fact]
    public void Load_RestampedMutantsOfTheBaseline_AreRefusedOrValidAndStable()
    {
        byte[] file = Samples.Save(Samples.WithBaseline());
        int start = Encoding.UTF8.GetString(file).IndexOf("\"baseline\"", StringComparison.Ordinal);
        var random = new RandomStream(8);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] mutant = (byte[])file.Clone();
            int at = start + random.NextInt(file.Length - FileSeal.Length - start);
            mutant[at] = random.NextInt(2) == 0 ? (byte)('0' + random.NextInt(10)) : (byte)(mutant[at] ^ (1 << random.NextInt(8)));
            mutant = Samples.Restamp(mutant);
            try
            {
                var artifact = DetectorArtifact.Load(mutant);
                accepted++;
                Samples.Save(artifact).Should().Equal(mutant);
                foreach (ColumnBaseline? column in artifact.Baseline!.Columns) column?.StandingOf(0, "rows").Equal.Should().BeInRange(0, 1);
            }
            catch (ModelFormatException)
            {
                // The expected end of most of them.
            }
        }

        accepted.Should().BePositive("some changes, such as another digit, give another valid baseline");
    }

    [Fact]
    public void Baseline_OfOtherColumns_IsRefused()
    {
        DetectorArtifact small = Samples.Small();
        TableBaseline baseline = Samples.WithBaseline().Baseline!;

        Refusal(new TableBaseline(baseline.Columns[1..], 8, isOfNormalRows: true)).Should().StartWith("The baseline is of 5 columns, but the encoder has 6.");
        Refusal(new TableBaseline(baseline.Columns.SetItem(0, baseline.Columns[3]), 8, isOfNormalRows: true)).Should().StartWith("The baseline of column 'clicks' is of kind Timestamp, but the column is Numeric.");
        Refusal(new TableBaseline(baseline.Columns.SetItem(5, baseline.Columns[2]), 8, isOfNormalRows: true)).Should().StartWith("The baseline of column 'city' has 3 classes, but the column has 1.");

        string Refusal(TableBaseline other) => FluentActions.Invoking(() => small with { Baseline = other }).Should().Throw<ArgumentException>().Which.Message;
    }
}
