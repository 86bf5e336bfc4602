using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Anomaly.Detection.Numerics;
using CsCheck;

namespace Anomaly.Detection.Tests.Numerics;

public partial class NumberTextTests
{
    private static readonly Gen<string> NumberLike = Gen.Char["0123456789012345678900..+-eE"].Array[0, 24].Select(letters => new string(letters));

    public static TheoryData<string> Numbers =>
    [
        "0", "-0", "+0", "1", "-1", "+1", "007", "1.", "1.5", "-1.5", "+1.5", ".5", "-.5", "+.5", "0.1", "00.10", "1e3", "1E3", "1e+3", "1e-3",
        "-1.e2", ".5e-1", "1e0003", "1e-400", "1.7976931348623157e308", "-1.7976931348623157E+308", "4.9e-324", "2.5e-324", "9007199254740993",
        "123456789012345", "1234567890123456", "12345678901234567890123", "0.1234567890123456", "0.30000000000000004", "9999999999999999999999",
        "000000000000000000000000001.5", "0e999999999999",
    ];

    public static TheoryData<string> OtherTexts =>
    [
        "", " ", "+", "-", ".", "+.", "-.", "e", "e5", ".e5", "1e", "1e+", "1e-", "1e1.5", "1.5.2", "1..5", "--1", "+-1", "1-", "1+", " 1", "1 ",
        "1\n", "1\t", "1 000", "1,5", "1,000", "1_000", "1'000", "0x10", "10h", "1f", "1d", "1m", "nan", "NaN", "NAN", "inf", "Infinity", "-Infinity",
        "∞", "1e400", "-1e400", "1.8e308", "1\0", "\01", "１", "٣", "1２", "−1", "½", "1%", "$1", "(1)", "true", "abc", "é", "\ud800", "1e\u0665", "1ͥ5",
    ];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void TryParse_TextOfTheGrammar_IsTheNearestDouble(string text)
    {
        NumberText.TryParse(text, out double value).Should().BeTrue();
        Bits(value).Should().Be(Bits(double.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(OtherTexts))]
    public void TryParse_OtherText_IsRefusedWithZero(string text)
    {
        NumberText.TryParse(text, out double value).Should().BeFalse();
        Bits(value).Should().Be(0);
        NumberText.TryParse(Encoding.UTF8.GetBytes(text), out value).Should().BeFalse();
        Bits(value).Should().Be(0);
    }

    [Fact]
    public void TryParse_AnyTextOfNumberLetters_AcceptsTheGrammarAndTheSameInUtf8AndUtf16()
    {
        NumberLike.Holds(
            text =>
            {
                bool isNumber = NumberText.TryParse(text, out double value);
                bool isNumberInUtf8 = NumberText.TryParse(Encoding.UTF8.GetBytes(text), out double valueOfUtf8);
                bool isOfGrammar = Grammar().IsMatch(text) && double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture));
                return isNumber == isOfGrammar && isNumberInUtf8 == isNumber && Bits(value) == Bits(valueOfUtf8)
                    && (!isNumber || Bits(value) == Bits(double.Parse(text, CultureInfo.InvariantCulture)));
            },
            count: 20_000);
    }

    [Fact]
    public void TryParse_AnyOneCharacter_OnlyAsciiDigitsAreNumbers()
    {
        for (int code = 0; code <= char.MaxValue; code++)
        {
            NumberText.TryParse([(char)code], out _).Should().Be(code is >= '0' and <= '9');
            NumberText.TryParse(['1', (char)code], out _).Should().Be(code is (>= '0' and <= '9') or '.');
        }
    }

    [Fact]
    public void TryParse_LongestText_IsReadAndLongerIsRefused()
    {
        NumberText.TryParse(new string('0', 399) + "7", out double value).Should().BeTrue();
        value.Should().Be(7);
        NumberText.TryParse(new string('0', 400) + "7", out value).Should().BeFalse();
        value.Should().Be(0);
    }

    [Theory]
    [InlineData(",", "-", ".")]
    [InlineData(",", "−", "\u00a0")]
    [InlineData("٫", "\u061c-", "٬")]
    public void TryParseAndFormat_OtherCulture_DoNotChange(string point, string minus, string group)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // German, Swedish and Arabic signs, set by hand because the tests run without the data of cultures.
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = point;
            odd.NumberFormat.NegativeSign = minus;
            odd.NumberFormat.NumberGroupSeparator = group;
            CultureInfo.CurrentCulture = odd;
            NumberText.TryParse("-1234.5e1", out double value).Should().BeTrue();
            value.Should().Be(-12345);
            NumberText.Format(-1234.5).Should().Be("-1234.5");
            NumberText.TryParse("1,5", out _).Should().BeFalse();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Format_AnyFiniteDouble_ReadsBackBitForBit()
    {
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite).Holds(
            value => NumberText.TryParse(NumberText.Format(value), out double back) && Bits(back) == Bits(value), count: 20_000);
        Gen.Double[-1e6, 1e6].Select(value => Math.Round(value, 3)).Holds(
            value => NumberText.TryParse(NumberText.Format(value), out double back) && Bits(back) == Bits(value), count: 20_000);
    }

    [Fact]
    public void TryParse_Canonical_MeansFormatWritesTheSameText()
    {
        int canonical = 0;
        Gen<string> texts = Gen.OneOf(
            NumberLike,
            Gen.Select(Gen.Int[-9999, 9999], Gen.Int[0, 9999], (whole, fraction) => string.Create(CultureInfo.InvariantCulture, $"{whole}.{fraction}")),
            Gen.Double[-1000, 1000].Select(value => NumberText.Format(Math.Round(value, 2))));
        texts.Holds(
            text =>
            {
                if (!NumberText.TryParse(text.AsSpan(), out double value, out bool isCanonical) || !isCanonical) return true;
                Interlocked.Increment(ref canonical);
                return NumberText.Format(value) == text;
            },
            count: 50_000);
        canonical.Should().BeGreaterThan(1000, "the property must be put to the test");
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("12", true)]
    [InlineData("-12.5", true)]
    [InlineData("0.5", true)]
    [InlineData("-0", false)]
    [InlineData("+1", false)]
    [InlineData("007", false)]
    [InlineData("1.50", false)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("1e3", false)]
    public void TryParse_Canonical_IsToldOfCommonTexts(string text, bool expected)
    {
        NumberText.TryParse(text.AsSpan(), out _, out bool isCanonical).Should().BeTrue();
        isCanonical.Should().Be(expected);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    [Fact]
    public void FormatUtf8_AnyNumber_IsWhatFormatWrites()
    {
        byte[] buffer = new byte[NumberText.LongestFormat];

        Gen.OneOf(Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite), Gen.Int.Select(number => (double)number), Gen.OneOf(0, -0.0, double.MinValue, -double.Epsilon, -1.2345678901234567E-308)).Holds(
            value => Encoding.UTF8.GetString(buffer, 0, NumberText.FormatUtf8(value, buffer)) == NumberText.Format(value), count: 2000);
    }

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
