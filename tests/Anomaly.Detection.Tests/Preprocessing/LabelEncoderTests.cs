using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class LabelEncoderTests
{
    [Fact]
    public void Fit_Texts_ClassesStandInOrdinalOrderWithCounts()
    {
        // Ordinal: digits before capitals before small letters. Null is no class, the empty text is one.
        LabelEncoder encoder = LabelEncoder.Fit(["b", "a", null, "B", "9", "10", "", "a"]);

        encoder.Classes.Should().Equal("", "10", "9", "B", "a", "b");
        encoder.Counts.Should().Equal(1, 1, 1, 1, 2, 1);
        encoder.ClassCount.Should().Be(6);
        encoder.LeftOutCount.Should().Be(0);
    }

    [Fact]
    public void Fit_SklearnTexts_SameClassesAndCodes()
    {
        LabelOracle oracle = PreprocessingOracle.Load().Labels;

        LabelEncoder encoder = LabelEncoder.Fit(oracle.Texts);

        encoder.Classes.Should().Equal(oracle.Classes);
        oracle.Texts.Select(text => encoder.Encode(text)).Should().Equal(oracle.Codes);
    }

    [Fact]
    public void Fit_RowOrder_ChangesNothing()
    {
        LabelEncoder forwards = LabelEncoder.Fit(["x", "y", "z", "y", "w", "w"], maxCategories: 3);
        LabelEncoder backwards = LabelEncoder.Fit(["w", "w", "y", "z", "y", "x"], maxCategories: 3);

        backwards.Classes.Should().Equal(forwards.Classes);
        backwards.Counts.Should().Equal(forwards.Counts);
    }

    [Fact]
    public void Fit_NothingButNull_HasNoClass()
    {
        LabelEncoder encoder = LabelEncoder.Fit([null, null]);

        encoder.ClassCount.Should().Be(0);
        encoder.Encode("").Should().Be(LabelEncoder.Unseen);
    }

    [Fact]
    public void Fit_MinCount_LeavesOutRarerTexts()
    {
        LabelEncoder encoder = LabelEncoder.Fit(["a", "a", "b", "c", "c", "c", null], minCount: 2);

        encoder.Classes.Should().Equal("a", "c");
        encoder.Counts.Should().Equal(2, 3);
        encoder.LeftOutCount.Should().Be(1);
        encoder.Encode("b").Should().Be(-1, "a text that was left out is unseen");
    }

    [Fact]
    public void Fit_MaxCategories_KeepsTheMostFrequentTiesByOrdinalOrder()
    {
        // Counts: d 3, then a, b, c with 1 each; a and b come first among equals.
        LabelEncoder encoder = LabelEncoder.Fit(["d", "c", "d", "b", "d", "a"], maxCategories: 3);

        encoder.Classes.Should().Equal("a", "b", "d");
        encoder.Counts.Should().Equal(1, 1, 3);
        encoder.LeftOutCount.Should().Be(1);
    }

    [Fact]
    public void Fit_DeclaredText_BecomesAClassHoweverRare()
    {
        LabelEncoder encoder = LabelEncoder.Fit(["a", "a", "b"], minCount: 2, maxCategories: 2, declared: "?");

        encoder.Classes.Should().Equal("?", "a");
        encoder.Counts.Should().Equal(0, 2);
        encoder.LeftOutCount.Should().Be(1);
    }

    [Fact]
    public void Fit_DeclaredTextThatTrainingHas_IsNotCountedAsLeftOut()
    {
        LabelEncoder encoder = LabelEncoder.Fit(["a", "a", "?"], minCount: 2, maxCategories: null, declared: "?");

        encoder.Classes.Should().Equal("?", "a");
        encoder.Counts.Should().Equal(1, 2);
        encoder.LeftOutCount.Should().Be(0);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(1, 0)]
    public void Fit_LimitBelowOne_IsRefused(int minCount, int? maxCategories) =>
        FluentActions.Invoking(() => LabelEncoder.Fit(["a"], minCount, maxCategories)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Fit_LoneSurrogate_IsRefused() =>
        FluentActions.Invoking(() => LabelEncoder.Fit(["ok", "x\uD800"])).Should().Throw<RecordFormatException>().Which.Code.Should().Be("not-unicode");

    [Fact]
    public void Encode_TextsThatLookAlike_StayApart()
    {
        // Composed and decomposed é, dotted and dotless i, trailing space, case, and the empty text (CONFORMANCE B12).
        string[] texts = ["\u00E9", "e\u0301", "i", "I", "\u0131", "\u0130", "a", "a ", "A", ""];

        LabelEncoder encoder = LabelEncoder.Fit(texts);

        texts.Select(text => encoder.Encode(text)).Distinct().Should().HaveCount(texts.Length);
        encoder.Encode("\0").Should().Be(-1);
    }

    [Fact]
    public void Encode_Span_AllocatesNothing()
    {
        LabelEncoder encoder = LabelEncoder.Fit(["mobile", "desktop"]);
        char[] text = "a mobile phone".ToCharArray();
        long sum = 0;
        for (int i = 0; i < 100; i++) sum += encoder.Encode(text.AsSpan(2, 6)) + encoder.Encode(text);

        Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++) sum += encoder.Encode(text.AsSpan(2, 6)) + encoder.Encode(text);
        }).Should().Be(0);
        sum.Should().Be(0, "each pass adds 1 for 'mobile' and -1 for the unseen text");
    }

    [Fact]
    public void FromClasses_ClassesOfAFit_EncodesTheSame()
    {
        LabelEncoder fitted = LabelEncoder.Fit(["b", "a", "c", "a"], minCount: 2);

        LabelEncoder loaded = LabelEncoder.FromClasses(fitted.Classes, fitted.Counts, fitted.LeftOutCount);

        loaded.Classes.Should().Equal(fitted.Classes);
        loaded.Counts.Should().Equal(fitted.Counts);
        loaded.LeftOutCount.Should().Be(2);
        loaded.Encode("a").Should().Be(0);
        loaded.Encode("b").Should().Be(-1);
    }

    [Fact]
    public void FromClasses_WithoutCounts_HasNone() => LabelEncoder.FromClasses(["a"]).Counts.Should().BeEmpty();

    [Theory]
    [InlineData("Class 1 'a' does not come after 'b'; classes stand in ascending ordinal order.*", "b", "a")]
    [InlineData("Class 1 'a' does not come after 'a'; classes stand in ascending ordinal order.*", "a", "a")]
    [InlineData("Class 1 'B' does not come after 'a'; classes stand in ascending ordinal order.*", "a", "B")]
    [InlineData("Class 0 is null; a missing value is no class.*", null, "a")]
    [InlineData("Class 1 'b\uFFFD' is not valid Unicode.*", "a", "b\uFFFD")]
    public void FromClasses_BrokenRule_NamesTheClass(string message, string? first, string? second)
    {
        // A lone surrogate does not survive as an attribute's argument, so it is written as U+FFFD there and restored here.
        string?[] classes = [first, second?.Replace('\uFFFD', '\uDC00')];

        FluentActions.Invoking(() => LabelEncoder.FromClasses(classes!)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void FromClasses_CountsThatDoNotFit_AreRefused()
    {
        FluentActions.Invoking(() => LabelEncoder.FromClasses(["a", "b"], [1])).Should().Throw<ArgumentException>().WithMessage("1 counts do not fit 2 classes.*");
        FluentActions.Invoking(() => LabelEncoder.FromClasses(["a", "b"], [1, -1])).Should().Throw<ArgumentException>().WithMessage("Class 1 has the count -1; it must not be negative.*");
        FluentActions.Invoking(() => LabelEncoder.FromClasses(["a"], null, -1)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
