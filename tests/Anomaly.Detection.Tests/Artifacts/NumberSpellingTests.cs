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

    private static readonly Gen<string> ShortDecimal = Gen.Select(Gen.Int[0, 9_999_999], Gen.Int[0, 8], Gen.Bool).Select((digits, point, isNegative) =>
    {
        string text = digits.ToString(CultureInfo.InvariantCulture);
        if (point > 0) text = text.PadLeft(point + 1, '0').Insert(Math.Max(text.Length, point + 1) - point, ".");
        return isNegative ? "-" + text : text;
    });

    [Fact]
    public void TryRead_AnyTextAsDouble_KnowsItsValueAndWhetherItIsTheSpelling() =>
        Gen.OneOf(NumberLike, ShortDecimal).Holds(text => IsRightAsDouble(new NumberReading(), text), count: 50_000);

    [Fact]
    public void TryRead_AnyTextAsSingle_KnowsItsValueAndWhetherItIsTheSpelling() =>
        Gen.OneOf(NumberLike, ShortDecimal).Holds(text => IsRightAsSingle(new NumberReading(), text), count: 50_000);

    [Fact]
    public void TryRead_AnyFiniteDouble_ReadsBackItsBitsAndKnowsTheSpelling()
    {
        var reading = new NumberReading();
        Gen.Long.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).Holds(
            value =>
            {
                string text = value.ToString("R", CultureInfo.InvariantCulture);

                // Twice, so that what was remembered is asked too; and with a digit more, which is another text.
                return IsRightAsDouble(reading, text) && IsRightAsDouble(reading, text) && IsRightAsDouble(reading, text + "0") && IsRightAsSingle(reading, text);
            },
            count: 50_000);
    }

    [Fact]
    public void TryRead_AnyFiniteSingle_ReadsBackItsBitsAndKnowsTheSpelling()
    {
        var reading = new NumberReading();
        Gen.Int.Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite).Holds(
            value =>
            {
                string text = value.ToString("R", CultureInfo.InvariantCulture);
                return IsRightAsSingle(reading, text) && IsRightAsSingle(reading, text) && IsRightAsSingle(reading, text + "1") && IsRightAsDouble(reading, text);
            },
            count: 50_000);
    }

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
        new NumberReading().TryRead(Encoding.ASCII.GetBytes(text), out float _, out bool found).Should().BeTrue();

        found.Should().Be(isOwn);
    }

    [Fact]
    public void TryFind_TextsThatShareTheirPlace_GivesTheValueOfNoOther()
    {
        // A hundred times more numbers than there are places: most have been driven out by another.
        var reading = new NumberReading();
        for (int round = 0; round < 2; round++)
        {
            for (int i = 1; i < 200_000; i++)
            {
                double value = i / 200_003.0;
                reading.TryRead(Encoding.ASCII.GetBytes(value.ToString("R", CultureInfo.InvariantCulture)), out double read, out bool isOwn).Should().BeTrue();
                if (!isOwn || !read.Equals(value)) Assert.Fail($"{value:R} is read as {read:R}");
            }
        }
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

    private static bool IsRightAsDouble(NumberReading reading, string text)
    {
        bool isNumber = reading.TryRead(Encoding.ASCII.GetBytes(text), out double value, out bool isOwn);
        bool isExpected = Anomaly.Detection.Numerics.NumberText.TryParse(text, out _);
        if (!isExpected || !isNumber) return isExpected == isNumber;
        double expected = double.Parse(text, CultureInfo.InvariantCulture);
        return BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected)
            && isOwn == (expected.ToString("R", CultureInfo.InvariantCulture) == text);
    }

    private static bool IsRightAsSingle(NumberReading reading, string text)
    {
        bool isNumber = reading.TryRead(Encoding.ASCII.GetBytes(text), out float value, out bool isOwn);
        bool isExpected = Anomaly.Detection.Numerics.NumberText.TryParse(text, out _);
        if (!isExpected || !isNumber) return isExpected == isNumber;
        float expected = float.Parse(text, CultureInfo.InvariantCulture);
        return BitConverter.SingleToInt32Bits(value) == BitConverter.SingleToInt32Bits(expected)
            && (!float.IsFinite(expected) || isOwn == (expected.ToString("R", CultureInfo.InvariantCulture) == text));
    }
}
