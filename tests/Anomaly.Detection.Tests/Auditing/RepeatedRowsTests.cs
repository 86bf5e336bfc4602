using System.Diagnostics;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Auditing;

public class RepeatedRowsTests
{
    [Fact]
    public void Count_RowsThatAreAllThere_IsAllOfThem() =>
        RepeatedRows.Count(TestSessions.Training, TestSessions.Training.Select([5, 1, 1, 700])).Should().Be(4);

    [Fact]
    public void Count_OtherSessions_IsNone() => RepeatedRows.Count(TestSessions.Training, TestSessions.Test).Should().Be(0);

    [Fact]
    public void Count_OtherLabels_StillCounts()
    {
        Table test = TestSessions.Training.Select([3, 4]);

        RepeatedRows.Count(TestSessions.Training, test.WithLabels([true, false])).Should().Be(2);
        RepeatedRows.Count(TestSessions.Training, test.WithLabels([])).Should().Be(2);
    }

    [Fact]
    public void Count_ColumnsInAnotherOrderAndOneMore_AreFoundByName()
    {
        Table training = Rows([("a", 1, "x"), ("b", 2, "y")]);
        var test = Table.FromRows(
        [
            new Dictionary<string, FeatureValue> { ["more"] = 9, ["text"] = "x", ["number"] = 1, ["id"] = "a" },
            new Dictionary<string, FeatureValue> { ["more"] = 9, ["text"] = "y", ["number"] = 1, ["id"] = "b" },
        ]);

        RepeatedRows.Count(training, test).Should().Be(1);
    }

    [Fact]
    public void Count_MissingCells_EqualMissingCellsOnly()
    {
        Table training = Rows([("a", null, "x"), ("b", 2, null), ("c", 3, "")]);

        RepeatedRows.Count(training, Rows([("a", null, "x"), ("b", 2, null)])).Should().Be(2);
        RepeatedRows.Count(training, Rows([("a", 0, "x"), ("b", 2, "")])).Should().Be(0, "0 and the empty text are not missing");
    }

    [Fact]
    public void Count_ColumnThatTheTestLacks_IsMissingInAllItsRows()
    {
        Table training = Rows([("a", null, "x"), ("b", 2, "x")]);
        Table test = Rows([("a", 1, "x"), ("b", 2, "x")]).Without("number");

        RepeatedRows.Count(training, test).Should().Be(1);
    }

    [Fact]
    public void Count_NegativeZero_IsZero() => RepeatedRows.Count(Rows([("a", 0.0, "x")]), Rows([("a", -0.0, "x")])).Should().Be(1);

    [Fact]
    public void Count_NumbersHeldAsTexts_AreReadAsTheTrainingReadsThem()
    {
        Table training = Rows([("a", 1.5, "7"), ("b", 2, "8")]);
        Table asText = Rows([("a", 1.5, "7"), ("b", 3, "8")]).WithKind("number", FeatureKind.Categorical);

        RepeatedRows.Count(training, asText).Should().Be(1);
        RepeatedRows.Count(asText, Rows([("a", 1.5, "7")])).Should().Be(1, "a number is compared with a column of texts as its shortest text");
    }

    [Fact]
    public void Count_WordWhereANumberBelongs_EqualsNothing()
    {
        Table training = Rows([("a", null, "x")]);
        var test = Table.FromRows([new Dictionary<string, FeatureValue> { ["id"] = "a", ["number"] = "many", ["text"] = "x" }]);

        RepeatedRows.Count(training, test).Should().Be(0);
    }

    [Fact]
    public void Count_RandomSmallTables_EqualsComparingAllPairs()
    {
        var random = new RandomStream(77);
        for (int i = 0; i < 50; i++)
        {
            Table training = Draw(ref random), test = Draw(ref random);
            int expected = Enumerable.Range(0, test.RowCount).Count(row => Enumerable.Range(0, training.RowCount).Any(known => Same(training, known, test, row)));

            RepeatedRows.Count(training, test).Should().Be(expected);
        }
    }

    // Quadratic time would be hours here.
    [Fact]
    public void Count_ManyEqualRows_StaysLinear()
    {
        Table one = Rows([("a", 1, "x"), ("b", 1, "x")]);
        Table many = one.Select(new int[300_000]);
        long start = Stopwatch.GetTimestamp();

        RepeatedRows.Count(many, many).Should().Be(300_000);
        RepeatedRows.Count(many, one.Select([.. Enumerable.Repeat(1, 300_000)])).Should().Be(0);
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Count_Cancelled_Throws() => FluentActions
        .Invoking(() => RepeatedRows.Count(TestSessions.Training, TestSessions.Test, new CancellationToken(canceled: true)))
        .Should().Throw<OperationCanceledException>();

    private static Table Rows((string Id, double? Number, string? Text)[] rows) => Table.FromRows(
        rows.Select(row => new Dictionary<string, FeatureValue>
        {
            ["id"] = row.Id,
            ["number"] = row.Number is { } number ? number : FeatureValue.Missing,
            ["text"] = row.Text is { } text ? text : FeatureValue.Missing,
        }),
        kinds: new Dictionary<string, FeatureKind> { ["id"] = FeatureKind.Identifier, ["number"] = FeatureKind.Numeric, ["text"] = FeatureKind.Categorical });

    private static Table Draw(ref RandomStream random)
    {
        var rows = new (string, double?, string?)[1 + random.NextInt(12)];
        for (int row = 0; row < rows.Length; row++)
        {
            int number = random.NextInt(3);
            rows[row] = ($"{random.NextInt(2)}", number == 2 ? null : number, random.NextInt(2) == 0 ? null : "x");
        }

        return Rows(rows);
    }

    private static bool Same(Table left, int leftRow, Table right, int rightRow) =>
        Enumerable.Range(0, left.Schema.Count).All(column => left.Value(leftRow, column).Equals(right.Value(rightRow, column)));
}
