using System.Globalization;
using System.Text;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Preprocessing;
using CsCheck;

namespace Anomaly.Detection.Tests.Artifacts;

public class NumberSpellingTests
{
    // What is compared with: the platform's parser and formatter, used on every text.
    private static readonly Gen<string> NumberLike = Gen.Char["00123456789....-E+"].Array[1, 12].Select(letters => new string(letters));

    private static readonly Gen<string> ShortDecimal = Gen.Select(Gen.Int[0, 9_999_999], Gen.Int[0, 8], Gen.Bool).Select(
        (digits, point, isNegative) => (isNegative ? "-" : "") + WithPoint(digits.ToString(CultureInfo.InvariantCulture), point));

    // As many digits as decide, the point anywhere, or an exponent.
    private static readonly Gen<string> LongDecimal = Gen.Select(Gen.Char["0123456789"].Array[6, 19], Gen.Int[0, 24], Gen.Int[-30, 40], Gen.Int[0, 3]).Select(
        (digits, point, exponent, form) => form == 0
            ? WithPoint(new string(digits), 1 + (point % (digits.Length - 1))).TrimStart('0') + "E" + exponent.ToString("+00;-00", CultureInfo.InvariantCulture)
            : WithPoint(new string(digits).TrimStart('0'), point));

    // The fractions of small numbers, as leaves hold them, and the fractions of a class weight.
    private static readonly Gen<double> Fraction = Gen.Select(Gen.Int[1, 5_000], Gen.Int[1, 5_000]).Select((part, whole) => part / (double)whole);

    private static readonly Gen<double> AnyDouble = Gen.OneOf(
        Fraction,
        Gen.Long.Select(BitConverter.Int64BitsToDouble),
        Gen.Select(Gen.Double[-1, 1], Gen.Int[-12, 25]).Select((value, power) => value * Math.Pow(10, power)),
        Gen.Select(Gen.Int[-60, 60], Gen.Int[-2, 2]).Select((power, step) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(Math.ScaleB(1, power)) + step)),
        Gen.Long[0, 1L << 54].Select(bits => BitConverter.Int64BitsToDouble(bits)),
        Gen.Long[1L << 49, 1L << 60].Select(whole => (double)whole));

    private static readonly Gen<float> AnySingle = Gen.OneOf(
        Gen.Int.Select(BitConverter.Int32BitsToSingle),
        Gen.Select(Gen.Single[-1, 1], Gen.Int[-12, 12]).Select((value, power) => value * MathF.Pow(10, power)),
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 5_000]).Select((low, high) => ((low / 100f) + (high / 100f)) / 2),
        Gen.Select(Gen.Int[-60, 60], Gen.Int[-2, 2]).Select((power, step) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(MathF.ScaleB(1, power)) + step)),
        Gen.Int[0, 1 << 24].Select(BitConverter.Int32BitsToSingle),
        Gen.Int[1 << 20, 1 << 30].Select(whole => (float)whole));

    [Fact]
    public void TryRead_AnyTextAsDouble_KnowsItsValueAndWhetherItIsTheSpelling() =>
        Gen.OneOf(NumberLike, ShortDecimal, LongDecimal).Holds(IsRightAsDouble, count: 100_000);

    [Fact]
    public void TryRead_AnyTextAsSingle_KnowsItsValueAndWhetherItIsTheSpelling() =>
        Gen.OneOf(NumberLike, ShortDecimal, LongDecimal).Holds(IsRightAsSingle, count: 100_000);

    [Fact]
    public void TryRead_AnyFiniteDouble_ReadsBackItsBitsAndKnowsTheSpelling() =>
        AnyDouble.Where(double.IsFinite).Holds(
            value =>
            {
                string text = Spelled(value);
                return IsRightAsDouble(text) && IsRightAsDouble(text + "0") && IsRightAsSingle(text) && IsRightAsDouble(value.ToString("E16", CultureInfo.InvariantCulture));
            },
            count: 100_000);

    [Fact]
    public void TryRead_AnyFiniteSingle_ReadsBackItsBitsAndKnowsTheSpelling() =>
        AnySingle.Where(float.IsFinite).Holds(
            value =>
            {
                string text = Spelled(value);
                return IsRightAsSingle(text) && IsRightAsSingle(text + "1") && IsRightAsDouble(text) && IsRightAsSingle(Spelled((double)value));
            },
            count: 100_000);

    [Fact]
    public void TryRead_NeighboursInTheLastDigits_AreToldFromTheSpelling() =>
        Gen.Select(AnyDouble.Where(double.IsFinite), AnySingle.Where(float.IsFinite)).Holds(
            (wide, narrow) =>
            {
                foreach (string text in Neighbours(Spelled(wide)))
                {
                    if (!IsRightAsDouble(text)) return false;
                }

                foreach (string text in Neighbours(Spelled(narrow)))
                {
                    if (!IsRightAsSingle(text)) return false;
                }

                return true;
            },
            count: 20_000);

    [Fact]
    public void TryRead_HalfWayBetweenTwoValues_IsRoundedAsThePlatformRounds() =>
        Gen.Select(Gen.Long[1L << 52, 1L << 53], Gen.Int[0, 3], Gen.Int[-1, 1]).Holds(
            parts =>
            {
                (long mantissa, int power, int step) = parts;

                // (2m + 1) · 2^(power−1): with few bits behind the point the text of the middle, and of what lies beside it, is 17 digits long.
                decimal middle = ((2m * mantissa) + 1) * (1 << power) / 2;
                decimal half = ((2m * (mantissa >> 29)) + 1) / (1 << (power + 5));
                return IsRightAsDouble((middle + (step / 10m)).ToString(CultureInfo.InvariantCulture))
                    && IsRightAsDouble((middle + step).ToString(CultureInfo.InvariantCulture))
                    && IsRightAsSingle((half + (step / 100_000_000m)).ToString(CultureInfo.InvariantCulture))
                    && IsRightAsSingle(half.ToString(CultureInfo.InvariantCulture));
            },
            count: 50_000);

    [Theory]
    [InlineData("-0", true)]
    [InlineData("0.0001", true)]
    [InlineData("0.00001", false)]
    [InlineData("1E-05", true)]
    [InlineData("0.10", false)]
    [InlineData("1E+05", false)]
    [InlineData("9999999", true)]
    [InlineData("16777216", true)]
    [InlineData("16777217", false)]
    [InlineData("0.30000001192092896", false)]
    public void TryRead_TextAsSingle_TellsTheSpelling(string text, bool isOwn)
    {
        NumberSpelling.TryRead(Encoding.ASCII.GetBytes(text), out float _, out bool found).Should().BeTrue();

        found.Should().Be(isOwn);
    }

    [Fact]
    public void Load_ClassCountsOfTenDigits_AreReadBack()
    {
        DetectorArtifact small = Samples.Small();
        LabelEncoder?[] labels = [.. Enumerable.Range(0, small.Encoder.Schema.Count).Select(small.Encoder.ClassesOf)];
        labels[2] = LabelEncoder.FromClasses(["", "mobile", "tablet"], [1_000_000_000, int.MaxValue, 0], 3);
        var encoder = FeatureEncoder.FromParts(small.Encoder.Schema, labels, small.Encoder.Features, small.Encoder.Scaler);
        byte[] file = Samples.Save(new DetectorArtifact(encoder, small.Model, small.Policy, small.Provenance));

        DetectorArtifact.Load(file).Encoder.ClassesOf(2)!.Counts.Should().Equal(1_000_000_000, int.MaxValue, 0);
    }

    private static string WithPoint(string digits, int point) =>
        point == 0 ? digits : digits.PadLeft(point + 1, '0').Insert(Math.Max(digits.Length, point + 1) - point, ".");

    private static string Spelled(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Spelled(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    // The same with another last digit, without it, and rounded up in the digit before.
    private static IEnumerable<string> Neighbours(string text)
    {
        int end = text.IndexOf('E', StringComparison.Ordinal);
        string mantissa = end < 0 ? text : text[..end];
        string exponent = end < 0 ? "" : text[end..];
        for (char digit = '0'; digit <= '9'; digit++) yield return mantissa[..^1] + digit + exponent;
        yield return mantissa[..^1] + exponent;
        if (mantissa.Length > 2 && mantissa[^2] is >= '0' and < '9') yield return mantissa[..^2] + (char)(mantissa[^2] + 1) + exponent;
    }

    // The text alone, and in a line with others, where short numbers are read in another way.
    private static bool IsRightAsDouble(string text)
    {
        bool isNumber = NumberSpelling.TryRead(Encoding.ASCII.GetBytes(text), out double value, out bool isOwn);
        double[]? line = InLine(text, out bool isProven, (in NumberLine numbers, double[] values) => numbers.Read(values, double.MinValue, double.MaxValue));
        if (!Anomaly.Detection.Numerics.NumberText.TryParse(text, out _)) return !isNumber && line is null;
        double expected = double.Parse(text, CultureInfo.InvariantCulture);
        bool isSpelling = Spelled(expected) == text;
        return isNumber && isOwn == isSpelling && IsSame(value, expected)
            && line is not null && isProven == isSpelling && line.All(number => IsSame(number, expected));
    }

    private static bool IsRightAsSingle(string text)
    {
        bool isNumber = NumberSpelling.TryRead(Encoding.ASCII.GetBytes(text), out float value, out bool isOwn);
        float[]? line = InLine(text, out bool isProven, (in NumberLine numbers, float[] values) => numbers.Read(values));
        if (!Anomaly.Detection.Numerics.NumberText.TryParse(text, out _)) return !isNumber && line is null;
        float expected = float.Parse(text, CultureInfo.InvariantCulture);
        bool isSpelling = Spelled(expected) == text;
        if (!float.IsFinite(expected)) return isNumber && line is null && float.IsInfinity(value);
        return isNumber && isOwn == isSpelling && IsSame(value, expected)
            && line is not null && isProven == isSpelling && line.All(number => IsSame(number, expected));
    }

    private static bool IsSame(double value, double expected) => BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected);

    private delegate void Reading<T>(in NumberLine line, T[] values);

    // Null where the line was refused.
    private static T[]? InLine<T>(string text, out bool isProven, Reading<T> read)
    {
        byte[] line = Encoding.ASCII.GetBytes($"{text},{text},{text}");
        var proven = new ProvenLines();
        T[] values = new T[3];
        try
        {
            read(new NumberLine(line, 0, proven, new JsonPlace()), values);
        }
        catch (ModelFormatException)
        {
            isProven = false;
            return null;
        }

        isProven = proven.LengthAt(0) > 0;
        return values;
    }
}
