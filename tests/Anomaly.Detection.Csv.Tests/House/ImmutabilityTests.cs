namespace Anomaly.Detection.Csv.Tests.House;

/// <summary>Options and results of this package are immutable too.</summary>
public sealed class ImmutabilityTests
{
    [Fact]
    public void PublicTypes_All_AreImmutable()
    {
        Type[] types = [.. typeof(TableCsvReader).Assembly.GetExportedTypes().Where(type => !type.IsAssignableTo(typeof(Exception)))];

        types.Should().Contain(typeof(CsvReadResult), "the search must find the types");
        types.SelectMany(type => ImmutableShape.Faults(type, [])).Should().BeEmpty();
    }
}
