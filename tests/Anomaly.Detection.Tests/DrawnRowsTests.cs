using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests;

public sealed class DrawnRowsTests
{
    [Fact]
    public void Of_FewRows_IsTheTable()
    {
        Table table = Rows(normals: 8, anomalies: 2);

        DrawnRows.Of(table, 10).Should().BeSameAs(table);
    }

    [Fact]
    public void Of_MoreRows_DrawsOfEachClassItsShare()
    {
        Table drawn = DrawnRows.Of(Rows(normals: 80, anomalies: 20), 10);

        (drawn.RowCount, drawn.AnomalyCount).Should().Be((10, 2));
    }

    [Fact]
    public void Of_FewAnomaliesAmongMany_KeepsToTheNumberAtEvenSteps()
    {
        // A share of 1 in 100 leaves none of 3 anomalies: rows 0, 100, 200 … are taken.
        Table drawn = DrawnRows.Of(Rows(normals: 997, anomalies: 3), 10);

        drawn.Numeric(0).ToArray().Should().Equal(Enumerable.Range(0, 10).Select(i => i * 100.0));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(99, 1)]
    [InlineData(1, 99)]
    public void Stratified_AClassThatCannotBeDivided_IsNone(int normals, int anomalies)
    {
        DrawnRows.Stratified(Rows(normals, anomalies), 50).Should().BeNull();
        DrawnRows.Of(Rows(normals, anomalies), 50).RowCount.Should().Be(50);
    }

    [Fact]
    public void Of_AlmostAllRows_IsNotRefused()
    {
        // All of the two anomalies would be drawn, which no split of theirs gives.
        for (int most = 1; most <= 40; most++) DrawnRows.Of(Rows(normals: 38, anomalies: 2), most).RowCount.Should().BeInRange(most - 1, most + 1);
    }

    private static Table Rows(int normals, int anomalies) => Table.FromRows(
        [.. Enumerable.Range(0, normals + anomalies).Select(row => new Dictionary<string, FeatureValue> { ["row"] = row })],
        [.. Enumerable.Range(0, normals + anomalies).Select(row => row >= normals)],
        new Dictionary<string, FeatureKind> { ["row"] = FeatureKind.Numeric });
}
