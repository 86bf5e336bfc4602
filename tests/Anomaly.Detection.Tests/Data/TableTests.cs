using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

public class TableTests
{
    private sealed record Visit(string? Page, double? Seconds, int? Clicks, bool? IsNew, bool IsMember, DateTime? Start, bool IsFraud);

    private static Table Sample() => Table.FromRows(
        [
            new Dictionary<string, FeatureValue> { ["n"] = 1.5, ["c"] = "a", ["t"] = new DateTime(2024, 1, 15) },
            new Dictionary<string, FeatureValue> { ["n"] = FeatureValue.Missing, ["c"] = "b", ["t"] = new DateTime(2024, 1, 16, 8, 30, 0) },
            new Dictionary<string, FeatureValue> { ["n"] = 3, ["late"] = "7" },
        ],
        [true, false, true]);

    [Fact]
    public void FromRows_FieldsInAnyRow_BecomeColumnsInOrderOfAppearance()
    {
        Table table = Sample();
        table.Schema.Columns.Should().Equal(new("n", FeatureKind.Numeric), new("c", FeatureKind.Categorical), new("t", FeatureKind.Timestamp), new("late", FeatureKind.Categorical));
        table.Numeric(0).ToArray().Should().Equal(1.5, double.NaN, 3);
        table.Categorical(1).ToArray().Should().Equal("a", "b", null);
        table.Categorical(3).ToArray().Should().Equal(null, null, "7");
        table.AnomalyCount.Should().Be(2);
    }

    [Fact]
    public void FromRows_OtherNumberOfLabels_IsRefused()
    {
        Action build = () => Table.FromRows([new Dictionary<string, FeatureValue> { ["n"] = 1 }], [true, false]);
        build.Should().Throw<ArgumentException>().WithMessage("2 labels do not fit 1 rows.*");
    }

    [Fact]
    public void FromRows_DeclaredKind_IsHeldTo()
    {
        Dictionary<string, FeatureValue>[] rows = [new() { ["n"] = "1" }, new() { ["n"] = "x" }];
        Action build = () => Table.FromRows(rows, kinds: new Dictionary<string, FeatureKind> { ["n"] = FeatureKind.Numeric });
        build.Should().Throw<RecordFormatException>().WithMessage("column 'n' (row 2): 'x' is not a number");
    }

    [Fact]
    public void FromRecords_BinderWithNullables_ReadsThemAsMissing()
    {
        RecordBinder<Visit> binder = new RecordBinder<Visit>()
            .Map("page", visit => visit.Page)
            .Map("seconds", visit => visit.Seconds)
            .Map("clicks", visit => visit.Clicks)
            .Map("is_new", visit => visit.IsNew)
            .Map("is_member", visit => visit.IsMember)
            .Map("start", visit => visit.Start)
            .MapLabel(visit => visit.IsFraud);
        Table table = Table.FromRecords(
            [new Visit("home", 1.5, 3, true, true, new DateTime(2024, 1, 15), false), new Visit(null, null, null, null, false, null, true)],
            binder,
            new Dictionary<string, FeatureKind> { ["is_member"] = FeatureKind.Numeric });
        binder.Names.Should().Equal("page", "seconds", "clicks", "is_new", "is_member", "start");
        table.Record(0).Should().BeEquivalentTo(new Dictionary<string, FeatureValue>
        {
            ["page"] = "home",
            ["seconds"] = 1.5,
            ["clicks"] = 3,
            ["is_new"] = "true",
            ["is_member"] = 1,
            ["start"] = new DateTime(2024, 1, 15),
        });
        table.Record(1).Where(field => !field.Value.IsMissing).Select(field => field.Key).Should().Equal("is_member");
        table.Record(1)["is_member"].Should().Be((FeatureValue)0);
        table.IsAnomaly.ToArray().Should().Equal(false, true);
    }

    [Fact]
    public void RecordBinderMap_NameTwiceOrNoLabel_IsRefused()
    {
        RecordBinder<Visit> binder = new RecordBinder<Visit>().Map("page", visit => visit.Page);
        ((Action)(() => binder.Map("page", visit => visit.Page))).Should().Throw<ArgumentException>().WithMessage("The field 'page' is mapped already.*");
        ((Action)(() => binder.ReadLabel(null!))).Should().Throw<InvalidOperationException>().WithMessage("The binder maps no label; call MapLabel.");
        binder.HasLabel.Should().BeFalse();
    }

    [Fact]
    public void Record_ThenFromRows_GivesTheSameTableToTheBit()
    {
        // A double near 2030 is coarser than a tick and finer than a microsecond.
        double odd = 1_900_000_000.1234567;
        Table table = new Table(new FeatureSchema(new FeatureColumn("t", FeatureKind.Timestamp)), [new[] { odd, Math.BitIncrement(odd), double.NaN }], [], 3);
        Table back = Table.FromRows([table.Record(0), table.Record(1), table.Record(2)], kinds: new Dictionary<string, FeatureKind> { ["t"] = FeatureKind.Timestamp });
        back.Numeric(0).ToArray().Should().Equal(table.Numeric(0).ToArray());
    }

    [Fact]
    public void Select_Rows_InTheOrderGivenWithRepeats()
    {
        Table table = Sample().Select([2, 0, 0]);
        table.Numeric(0).ToArray().Should().Equal(3, 1.5, 1.5);
        table.Categorical(1).ToArray().Should().Equal(null, "a", "a");
        table.IsAnomaly.ToArray().Should().Equal(true, true, true);
        Sample().Select([]).RowCount.Should().Be(0);
    }

    [Fact]
    public void Without_Columns_KeepsTheOthersAndTheLabels()
    {
        Table table = Sample().Without("n", "late");
        table.Schema.Columns.Select(column => column.Name).Should().Equal("c", "t");
        table.Categorical(0).ToArray().Should().Equal("a", "b", null);
        table.AnomalyCount.Should().Be(2);
        ((Action)(() => Sample().Without("z"))).Should().Throw<ArgumentException>().WithMessage("There is no column 'z'; the columns are n, c, t, late.*");
    }

    [Fact]
    public void WithLabels_Others_ReplaceOrRemove()
    {
        Sample().WithLabels([false, false, true]).AnomalyCount.Should().Be(1);
        Sample().WithLabels([]).IsLabelled.Should().BeFalse();
        ((Action)(() => Sample().WithLabels([true]))).Should().Throw<ArgumentException>().WithMessage("1 labels do not fit 3 rows.*");
    }

    [Fact]
    public void WithKind_NumbersToTextAndBack_IsTheSame()
    {
        Table text = Sample().WithKind("n", FeatureKind.Categorical).WithKind("t", FeatureKind.Identifier);
        text.Categorical(0).ToArray().Should().Equal("1.5", null, "3");
        text.Categorical(2).ToArray().Should().Equal("2024-01-15", "2024-01-16 08:30:00", null);
        Table back = text.WithKind("n", FeatureKind.Numeric).WithKind("t", FeatureKind.Timestamp);
        back.Schema.Should().Be(Sample().Schema);
        back.Numeric(0).ToArray().Should().Equal(Sample().Numeric(0).ToArray());
        back.Numeric(2).ToArray().Should().Equal(Sample().Numeric(2).ToArray());
    }

    [Fact]
    public void WithKind_CategoryToIdentifier_KeepsTheValues()
    {
        Table table = Sample().WithKind("c", FeatureKind.Identifier);
        table.Schema[1].Kind.Should().Be(FeatureKind.Identifier);
        table.Categorical(1).ToArray().Should().Equal("a", "b", null);
    }

    [Fact]
    public void WithKind_ValuesOfAnotherKind_AreRefused()
    {
        ((Action)(() => Sample().WithKind("c", FeatureKind.Numeric))).Should().Throw<RecordFormatException>().WithMessage("column 'c' (row 1): 'a' is not a number");
        ((Action)(() => Sample().WithKind("late", FeatureKind.Timestamp))).Should().Throw<RecordFormatException>().WithMessage("column 'late' (row 3): '7' is not a timestamp*");
        ((Action)(() => Sample().WithKind("n", FeatureKind.Timestamp))).Should().Throw<ArgumentException>().WithMessage("Column 'n' is Numeric and cannot be read as Timestamp.*");
        ((Action)(() => Sample().WithKind("z", FeatureKind.Numeric))).Should().Throw<ArgumentException>().WithMessage("There is no column 'z'*");
    }

    [Fact]
    public void NumericAndCategorical_WrongColumn_SayWhatItHolds()
    {
        ((Action)(() => Sample().Numeric(1))).Should().Throw<ArgumentException>().WithMessage("Column 'c' is Categorical and holds texts, not numbers.*");
        ((Action)(() => Sample().Categorical(2))).Should().Throw<ArgumentException>().WithMessage("Column 't' is Timestamp and holds numbers, not texts.*");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Select_NoSuchRow_NamesIndexAndCount(int row)
    {
        ((Action)(() => Sample().Select([0, row]))).Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Index 1 is no row; there are 3 rows, the first is 0.*{row}*");
        ((Action)(() => FeatureMatrix.FromRows([1, 2, 3], 1).Select([0, row]))).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Index 1 is no row; there are 3 rows, the first is 0.*");
    }

    [Fact]
    public void FromRows_NullRow_IsRefusedByNumber() =>
        ((Action)(() => Table.FromRows([new Dictionary<string, FeatureValue>(), null!]))).Should().Throw<ArgumentException>().WithMessage("Row 2 is null.*");

    [Fact]
    public void WithKind_UndefinedKind_IsRefused() =>
        ((Action)(() => Sample().WithKind("n", (FeatureKind)9))).Should().Throw<ArgumentException>().WithMessage("Unknown kind of column.*");
}
