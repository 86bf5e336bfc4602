using System.Text;
using Anomaly.Detection.Data;
using CsCheck;

namespace Anomaly.Detection.Tests.Data;

public class TableBuilderTests
{
    [Theory]
    [InlineData("1 2.5 -3e2", FeatureKind.Numeric)]
    [InlineData("1 _ 2", FeatureKind.Numeric)]
    [InlineData("_ _", FeatureKind.Numeric)]
    [InlineData("", FeatureKind.Numeric)]
    [InlineData("2024-01-15 _ 2024-01-16T08:30:00Z", FeatureKind.Timestamp)]
    [InlineData("2024-01-15 7", FeatureKind.Categorical)]
    [InlineData("a b a", FeatureKind.Categorical)]
    [InlineData("nan 1", FeatureKind.Categorical)]
    [InlineData("a b c d e f g h i j k l m n o p q r s", FeatureKind.Categorical)] // 19 cells
    [InlineData("a b c d e f g h i j k l m n o p q r s t", FeatureKind.Identifier)] // 20
    [InlineData("a b c d e f g h i j a b c d e f g h i j", FeatureKind.Categorical)] // 10 of 20
    [InlineData("a b c d e f g h i j k b c d e f g h i j", FeatureKind.Identifier)] // 11 of 20
    [InlineData("a b c d e f g h i j _ _ _ _ _ _ _ _ _ _", FeatureKind.Categorical)] // missing cells do not count
    public void Build_Inferred_FollowsTheRules(string cells, FeatureKind expected) =>
        OneColumn(cells.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Schema[0].Kind.Should().Be(expected);

    [Fact]
    public void Build_NumbersThenText_LosesNoText()
    {
        string[] cells = ["007", "1.50", "1e3", "-0", "+1", "12", "0.05", ".5", "12345678901234567890", "_", "x", "2.50", "3"];
        string?[] expected = ["007", "1.50", "1e3", "-0", "+1", "12", "0.05", ".5", "12345678901234567890", null, "x", "2.50", "3"];
        OneColumn(cells).Categorical(0).ToArray().Should().Equal(expected);
    }

    [Fact]
    public void Build_AnyOrderOfCells_InfersTheSameKindAndKeepsTheCells()
    {
        Gen<string> cell = Gen.Int[0, 7].Select(i => new[] { "1", "1.50", "007", "_", "2024-01-15", "x", "y", "1e3" }[i]);
        Gen.Select(cell.Array[0, 30], Gen.Int[0, 1000]).Holds(
            (cells, seed) =>
            {
                string[] shuffled = [.. cells];
                new Anomaly.Detection.Numerics.RandomStream((ulong)seed).Shuffle<string>(shuffled);
                Table table = OneColumn(cells), other = OneColumn(shuffled);
                return table.Schema.Equals(other.Schema)
                    && (!table.Schema[0].IsText || table.Categorical(0).ToArray().Select(text => text ?? "_").SequenceEqual(cells));
            },
            count: 2000);
    }

    [Fact]
    public void Build_ValuesAndTexts_InferTheSame()
    {
        var builder = new TableBuilder(["x"]);
        foreach (FeatureValue value in new FeatureValue[] { 1.5, "a", FeatureValue.Missing, true, 7, new DateTime(2024, 1, 15) })
        {
            builder.Add(0, value);
            builder.EndRow();
        }

        builder.Build().Categorical(0).ToArray().Should().Equal("1.5", "a", null, "true", "7", "2024-01-15");
    }

    [Fact]
    public void Build_StrayTextAmongNumbers_IsNoted()
    {
        TableBuilder builder = Fill(["1", "2", "oops"]);
        builder.Build();
        builder.Notes.Should().Equal("x was read as Categorical because 'oops' in row 3 is not a number; declare the column Numeric to have such rows refused");
    }

    [Theory]
    [InlineData("1 2 3")]
    [InlineData("a b a")]
    [InlineData("2024-01-15")]
    public void Build_NothingOdd_NotesNothing(string cells)
    {
        TableBuilder builder = Fill(cells.Split(' '));
        builder.Build();
        builder.Notes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(FeatureKind.Numeric, "abc", "column 'x' (row 2): 'abc' is not a number")]
    [InlineData(FeatureKind.Timestamp, "abc", "column 'x' (row 2): 'abc' is not a timestamp such as 2024-01-15 or 2024-01-15T08:30:00Z")]
    public void Add_DeclaredColumn_RefusesWithColumnAndRow(FeatureKind kind, string text, string message)
    {
        var builder = new TableBuilder(["x"], new Dictionary<string, FeatureKind> { ["x"] = kind });
        builder.IsDeclared(0).Should().BeTrue();
        builder.AddText(0, []);
        builder.EndRow();
        Action addText = () => builder.AddText(0, Encoding.UTF8.GetBytes(text));
        addText.Should().Throw<RecordFormatException>().WithMessage(message).Which.Row.Should().Be(2);
        Action add = () => builder.Add(0, text);
        add.Should().Throw<RecordFormatException>().WithMessage(message).Which.Column.Should().Be("x");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(FeatureKind.Categorical)]
    [InlineData(FeatureKind.Identifier)]
    public void AddText_InvalidUtf8_IsRefused(FeatureKind? kind)
    {
        var builder = kind is { } declared ? new TableBuilder(["x"], new Dictionary<string, FeatureKind> { ["x"] = declared }) : new TableBuilder(["x"]);
        Action add = () => builder.AddText(0, [0xC3, 0x28]);
        add.Should().Throw<RecordFormatException>().WithMessage("column 'x' (row 1): '*' is not valid UTF-8").Which.Code.Should().Be("not-utf8");
    }

    [Fact]
    public void Add_Infinity_IsRefusedByInferredColumnsWhateverWasBefore()
    {
        foreach (FeatureValue before in new FeatureValue[] { 1, "a" })
        {
            var builder = new TableBuilder(["x"]);
            builder.Add(0, before);
            builder.EndRow();
            Action add = () => builder.Add(0, double.PositiveInfinity);
            add.Should().Throw<RecordFormatException>().Which.Code.Should().Be("not-finite");
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("\ud800")]
    public void CancelRow_TextInInferredColumn_LeavesTheColumnAsItWas(string text)
    {
        TableBuilder builder = Fill(["1", "1.50", "_"]);
        try
        {
            builder.Add(0, text);
        }
        catch (RecordFormatException)
        {
            // The lone surrogate; the row is taken back all the same.
        }

        builder.CancelRow();
        builder.AddText(0, "4"u8);
        builder.EndRow();
        Table table = builder.Build();
        table.Schema[0].Kind.Should().Be(FeatureKind.Numeric);
        table.Numeric(0).ToArray().Should().Equal(1, 1.5, double.NaN, 4);
        builder.Notes.Should().BeEmpty();
    }

    [Fact]
    public void CancelRow_TextThatCameBack_KeepsTheTextsOfNumbers()
    {
        TableBuilder builder = Fill(["007", "1.50"]);
        builder.AddText(0, "x"u8);
        builder.CancelRow();
        builder.AddText(0, "y"u8);
        builder.EndRow();
        builder.Build().Categorical(0).ToArray().Should().Equal("007", "1.50", "y");
        builder.Notes.Should().ContainSingle().Which.Should().Contain("'y' in row 3");
    }

    [Fact]
    public void CancelRow_NotATimestampAmongTimestamps_DoesNotCount()
    {
        TableBuilder builder = Fill(["2024-01-15"]);
        builder.AddText(0, "garbage"u8);
        builder.CancelRow();
        builder.Build().Schema[0].Kind.Should().Be(FeatureKind.Timestamp);
    }

    [Fact]
    public void CancelRow_HalfARow_TakesBackItsCells()
    {
        var builder = new TableBuilder(["x", "y"]);
        builder.Add(0, 1);
        builder.Add(1, 2);
        builder.EndRow(true);
        builder.Add(0, 9);
        builder.CancelRow();
        builder.Add(1, 4);
        builder.Add(0, 3);
        builder.EndRow(false);
        Table table = builder.Build();
        table.Numeric(0).ToArray().Should().Equal(1, 3);
        table.Numeric(1).ToArray().Should().Equal(2, 4);
        table.IsAnomaly.ToArray().Should().Equal(true, false);
    }

    [Fact]
    public void EndRow_CellsMissingOrTwice_IsRefused()
    {
        var builder = new TableBuilder(["x", "y"]);
        builder.Add(0, 1);
        Action end = () => builder.EndRow();
        end.Should().Throw<InvalidOperationException>().WithMessage("Column 'y' has 0 cells in row 1; a row takes exactly one.");
        builder.Add(1, 1);
        builder.Add(1, 1);
        end.Should().Throw<InvalidOperationException>().WithMessage("Column 'y' has 2 cells in row 1; a row takes exactly one.");
    }

    [Fact]
    public void EndRow_LabelsOnSomeRowsOnly_IsRefused()
    {
        TableBuilder labelled = new(["x"]), unlabelled = new(["x"]);
        labelled.Add(0, 1);
        labelled.EndRow(false);
        labelled.Add(0, 1);
        ((Action)labelled.EndRow).Should().Throw<InvalidOperationException>().WithMessage("Rows before this one carry a label; this one must too.");
        unlabelled.Add(0, 1);
        unlabelled.EndRow();
        unlabelled.Add(0, 1);
        ((Action)(() => unlabelled.EndRow(true))).Should().Throw<InvalidOperationException>().WithMessage("Rows before this one carry no label; this one must not either.");
    }

    [Fact]
    public void Constructor_DeclaredColumnThatIsNotThere_IsRefused()
    {
        Func<TableBuilder> create = () => new TableBuilder(["x"], new Dictionary<string, FeatureKind> { ["z"] = FeatureKind.Numeric });
        create.Should().Throw<ArgumentException>().WithMessage("There is no column 'z'; the columns are x.*");
    }

    private static TableBuilder Fill(string[] cells)
    {
        var builder = new TableBuilder(["x"]);
        foreach (string cell in cells)
        {
            builder.AddText(0, cell == "_" ? [] : Encoding.UTF8.GetBytes(cell));
            builder.EndRow();
        }

        return builder;
    }

    private static Table OneColumn(string[] cells) => Fill(cells).Build();

    [Fact]
    public void SkipRow_RowsAfterIt_KeepTheNumbersOfTheirSource()
    {
        var builder = new TableBuilder(["x", "y"], new Dictionary<string, FeatureKind> { ["y"] = FeatureKind.Numeric });
        builder.AddText(0, "1"u8);
        builder.AddText(1, "1"u8);
        builder.EndRow();
        builder.AddText(0, "bad"u8);
        builder.SkipRow();
        builder.SkipRow();
        builder.AddText(0, "oops"u8);
        ((Action)(() => builder.AddText(1, "z"u8))).Should().Throw<RecordFormatException>().Which.Row.Should().Be(4);
        builder.AddText(1, "2"u8);
        builder.EndRow();

        builder.Build().RowCount.Should().Be(2);

        builder.Notes.Should().ContainSingle().Which.Should().Contain("'oops' in row 4 is not a number");
    }

    [Fact]
    public void CancelRow_AtAnyRow_LeavesNoTrace()
    {
        // As if the rows taken back had never been: kind, cells and notes, whatever stood before and after.
        Gen<string> cell = Gen.Int[0, 11].Select(i => new[] { "1", "1.50", "007", "_", "2024-01-15", "2024-01-15T08:30:00Z", "2024-01-15 08:30", "x", "y", "1e3", "100.0", "-0" }[i]);
        Gen.Select(cell, Gen.Bool).Array[0, 30].Holds(
            cells =>
            {
                TableBuilder builder = new(["x"]), kept = new(["x"]);
                foreach ((string text, bool isTakenBack) in cells)
                {
                    byte[] utf8 = text == "_" ? [] : Encoding.UTF8.GetBytes(text);
                    builder.AddText(0, utf8);
                    if (isTakenBack)
                    {
                        builder.CancelRow();
                        continue;
                    }

                    builder.EndRow();
                    kept.AddText(0, utf8);
                    kept.EndRow();
                }

                Table table = builder.Build(), expected = kept.Build();
                return table.Schema.Equals(expected.Schema)
                    && builder.Notes.SequenceEqual(kept.Notes)
                    && Enumerable.Range(0, table.RowCount).All(row => table.Value(row, 0) == expected.Value(row, 0));
            },
            count: 5000);
    }
}
