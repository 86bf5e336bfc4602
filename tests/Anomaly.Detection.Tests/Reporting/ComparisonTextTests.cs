using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;
using static Anomaly.Detection.Tests.Reporting.ComparisonSamples;

namespace Anomaly.Detection.Tests.Reporting;

public class ComparisonTextTests
{
    private const string Expected =
        """
        model   test      rows from     acc     prec   recall       F1      AUC       AP    rows  fit s  score s
        ------  --------  ---------  -------  -------  -------  -------  -------  -------  -----  -----  -------
        forest  june      held out   0.7500*  0.7500*  0.7500*  0.7500*  0.7500*  0.7500*  1,200     12     0.12
        forest  training  TRAINING   0.8750   0.8750   0.8750   0.8750   0.8750   0.8750   1,200     12     0.12
        wide    june      held out   0.6250   0.6250   0.6250   0.6250   0.6250   0.6250   1,200     12     0.12
        wide    training  TRAINING   0.9375   0.9375   0.9375   0.9375   0.9375   0.9375   1,200     12     0.12

        * the best of its test set, of equal ones the first; rows without an asterisk may be as good: compare the
          intervals.
        TRAINING: rows the model was fitted to. What it remembers, NOT performance; never marked as best.
        held out: rows that took no part in training, as far as the caller said and equal rows tell.
        Intervals: 95 %, the luck of the test rows (AUC: DeLong; F1, AP: bootstrap; the rest: Wilson); that another
          training table would give another model is not in them.
        """;

    [Fact]
    public void ToText_TwoByTwo_IsThisTable() => TwoByTwo.ToText(110).Should().Be(Expected.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(240)]
    public void ToText_AnyWidth_FitsIt(int width)
    {
        ComparisonRow[] rows =
        [
            Row(new string('m', 90), "june", 0.75) with { Notes = ["a note " + new string('n', 300)] },
            Row("short", new string('t', 70), 0.5, ScoreSource.OutOfBag) with { RepeatedRows = 3 },
            Row(string.Concat(Enumerable.Repeat("\U0001F600", 40)), "t", 0.5),
        ];

        string[] lines = new ComparisonReport(rows, 0.95).ToText(width).Split('\n');

        lines.Should().OnlyContain(line => line.Length <= width);
        lines[2].Should().StartWith("mm");
    }

    [Fact]
    public void ToText_Wide_ShowsIntervals() => TwoByTwo.ToText(240).Should().Contain("0.7500 [0.7000, 0.8000]*");

    [Fact]
    public void ToText_WithoutIntervals_HasNoWordOfThem()
    {
        ComparisonRow row = Row("a", "t", 0.5);
        var bare = new MetricInterval(0.5, double.NaN, double.NaN);

        string text = new ComparisonReport([row with { Accuracy = bare, Precision = bare, Recall = bare, F1 = bare, RocAuc = bare, AveragePrecision = bare }]).ToText(240);

        text.Should().NotContain("[").And.NotContain("bootstrap");
    }

    [Fact]
    public void ToText_TrainingRows_AreLabelledAndNeverMarked()
    {
        string[] lines = TwoByTwo.ToText(120).Split('\n');

        lines.Where(line => line.Contains("  TRAINING  ")).Should().HaveCount(2).And.OnlyContain(line => !line.Contains('*'));
        lines.Should().Contain("TRAINING: rows the model was fitted to. What it remembers, NOT performance; never marked as best.");
    }

    [Fact]
    public void ToText_SomeTrainingRows_AreMarkedBesideTheSource()
    {
        string[] lines = new ComparisonReport([Row("a", "t", 0.5) with { RepeatedRows = 7 }, Row("b", "t", 0.5)]).ToText(120).Split('\n');

        lines[2].Should().StartWith("a      t     held out !");
        lines[3].Should().StartWith("b      t     held out  ");
        lines.Should().Contain("! some of these rows are training rows, which flatters: the notes say how many.");
    }

    [Fact]
    public void ToText_LongNames_KeepBothEnds() =>
        new ComparisonReport([Row("forest depth=10 trees=20 something=else leaf=5", "t", 0.5)]).ToText(100).Split('\n')[2].Should().MatchRegex("^forest.*….*leaf=5  t  ");

    [Fact]
    public void ToText_EqualFigures_MarkTheFirst()
    {
        string[] lines = new ComparisonReport([Row("a", "t", 0.5), Row("b", "t", 0.5)]).ToText(120).Split('\n');

        lines[2].Count(character => character == '*').Should().Be(6);
        lines[3].Should().NotContain("*");
    }

    [Fact]
    public void ToText_OneNoteOnManyRows_IsToldOnce()
    {
        ComparisonRow[] rows = [.. "abc".Select(name => Row($"{name}", "t", 0.5) with { Notes = ["session_id was left out"] }), Row("d", "t", 0.5) with { Notes = ["for d alone"] }];

        string text = new ComparisonReport(rows).ToText(120);

        text.Should().EndWith("note on 3 of 4 rows: session_id was left out\nnote on d / t: for d alone");
    }

    [Fact]
    public void ToText_NameWithLineBreak_StaysOneLine() =>
        new ComparisonReport([Row("two\nlines", "t", 0.5)]).ToText(120).Split('\n')[2].Should().StartWith("two lines  t");

    [Fact]
    public void ToText_UndefinedFigure_IsADash() => new ComparisonReport([Row("a", "t", double.NaN)]).ToText(120).Split('\n')[2].Should().Contain("-").And.NotContain("NaN");

    [Fact]
    public void ToText_TooNarrow_IsRefused() =>
        FluentActions.Invoking(() => TwoByTwo.ToText(79)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("A table needs at least 80 characters a line.*");

    [Fact]
    public void ToString_Report_IsTheTextOf120Characters() => TwoByTwo.ToString().Should().Be(TwoByTwo.ToText(120));
}
