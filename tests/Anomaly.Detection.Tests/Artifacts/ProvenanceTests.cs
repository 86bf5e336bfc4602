using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Artifacts;

public class ProvenanceTests
{
    [Fact]
    public void CurrentLibraryVersion_NamesNoCommit() => Provenance.CurrentLibraryVersion.Should().MatchRegex(@"^\d+\.\d+\.\d+$");

    [Fact]
    public void Options_AnyOrderOfTheGiver_StandInOrdinalOrder()
    {
        var descending = ImmutableSortedDictionary.Create<string, string>(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a))).Add("a", "1").Add("b", "2");

        Sample(descending).Options.Keys.Should().Equal("a", "b");
        Sample(descending).Should().Be(Sample(ImmutableSortedDictionary<string, string>.Empty.Add("b", "2").Add("a", "1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Tree")]
    [InlineData("tree count")]
    public void Options_NameOfAnotherForm_IsRefused(string name)
    {
        Action act = () => Sample(ImmutableSortedDictionary<string, string>.Empty.Add(name, "1"));

        act.Should().Throw<OptionsException>();
    }

    private static Provenance Sample(ImmutableSortedDictionary<string, string> options) =>
        new() { Algorithm = "random-forest", Seed = 1, RowCount = 2, AnomalyCount = 1, Options = options };
}
