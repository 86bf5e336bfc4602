using System.Text;
using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Data;

public class FeatureValueTests
{
    private enum Channel
    {
        Web,
    }

    // Every kind of value × every kind of column, as the table in the documentation of the type says. "!" stands for refused, null for missing.
    public static TheoryData<FeatureValue, string?, string?, string?> Conversions => new()
    {
        { FeatureValue.Missing, null, null, null },
        { double.NaN, null, null, null },
        { 1.5, "1.5", "1.5", "!not-a-timestamp" },
        { 1, "1", "1", "!not-a-timestamp" },
        { double.PositiveInfinity, "!not-finite", "!not-finite", "!not-a-timestamp" },
        { double.NegativeInfinity, "!not-finite", "!not-finite", "!not-a-timestamp" },
        { true, "1", "true", "!not-a-timestamp" },
        { false, "0", "false", "!not-a-timestamp" },
        { "", null, "", null },
        { "abc", "!not-a-number", "abc", "!not-a-timestamp" },
        { "1.50", "1.5", "1.50", "!not-a-timestamp" },
        { "1,5", "!not-a-number", "1,5", "!not-a-timestamp" },
        { "NaN", "!not-a-number", "NaN", "!not-a-timestamp" },
        { "1e400", "!not-a-number", "1e400", "!not-a-timestamp" },
        { "true", "!not-a-number", "true", "!not-a-timestamp" },
        { "\ud800", "!not-a-number", "!not-unicode", "!not-a-timestamp" },
        { "1970-01-02", "!not-a-number", "1970-01-02", "86400" },
        { "1970-01-01T00:00:01Z", "!not-a-number", "1970-01-01T00:00:01Z", "1" },
        { new DateTime(1970, 1, 2), "!not-a-number", "1970-01-02", "86400" },
        { new DateTimeOffset(1970, 1, 1, 2, 0, 1, TimeSpan.FromHours(2)), "!not-a-number", "1970-01-01 00:00:01", "1" },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Cell_OfEveryKindInEveryColumn_IsReadAsDocumented(FeatureValue value, string? numeric, string? text, string? timestamp)
    {
        ReadAs(FeatureKind.Numeric, value).Should().Be(numeric);
        ReadAs(FeatureKind.Categorical, value).Should().Be(text);
        ReadAs(FeatureKind.Identifier, value).Should().Be(text);
        ReadAs(FeatureKind.Timestamp, value).Should().Be(timestamp);
    }

    public static TheoryData<object?, FeatureValue> Objects => new()
    {
        { null, FeatureValue.Missing },
        { DBNull.Value, FeatureValue.Missing },
        { (FeatureValue)"a", "a" },
        { "a", "a" },
        { true, true },
        { 5, 5 },
        { 5L, 5 },
        { 5UL, 5 },
        { 5U, 5 },
        { (short)5, 5 },
        { (ushort)5, 5 },
        { (byte)5, 5 },
        { (sbyte)-5, -5 },
        { (nint)5, 5 },
        { (nuint)5, 5 },
        { (Half)0.5, 0.5 },
        { (Int128)5, 5 },
        { (UInt128)5, 5 },
        { 0.5f, 0.5 },
        { 0.1, 0.1 },
        { 0.1m, 0.1 },
        { double.NaN, FeatureValue.Missing },
        { float.NaN, FeatureValue.Missing },
        { new DateTime(1970, 1, 2), new DateTime(1970, 1, 2) },
        { new DateTimeOffset(1970, 1, 2, 0, 0, 0, TimeSpan.Zero), new DateTime(1970, 1, 2) },
        { new DateOnly(1970, 1, 2), new DateTime(1970, 1, 2) },
        { Channel.Web, "Web" },
        { Guid.Empty, "00000000-0000-0000-0000-000000000000" },
        { JsonElement.Parse("7"), 7 },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void FromObject_SupportedType_IsItsValue(object? given, FeatureValue expected) => FeatureValue.FromObject(given).Should().Be(expected);

    [Fact]
    public void FromObject_OtherType_IsRefusedByName()
    {
        Action wrap = () => FeatureValue.FromObject(new List<int>());
        wrap.Should().Throw<RecordFormatException>().WithMessage("a value of type List`1 is not a number, truth value, text or timestamp").Which.Code.Should().Be("unsupported-type");
    }

    [Fact]
    public void FromJson_Scalars_AreTheirValues()
    {
        Json("null").Should().Be(FeatureValue.Missing);
        Json("true").Should().Be((FeatureValue)true);
        Json("false").Should().Be((FeatureValue)false);
        Json("-1.5e1").Should().Be((FeatureValue)(-15));
        Json("\"2024-01-15\"").Should().Be((FeatureValue)"2024-01-15");
        Json("\"\"").Should().Be((FeatureValue)"");
        Json("\"\\ud83d\\ude00\"").Should().Be((FeatureValue)"😀");
        FeatureValue.FromJson(default).Should().Be(FeatureValue.Missing);
    }

    [Fact]
    public void FromJson_NumberBeyondDouble_IsRefusedWhereItIsRead()
    {
        Action read = () => Json("1e400").ToNumber();
        read.Should().Throw<RecordFormatException>().WithMessage("the number is infinite or beyond the range of a double").Which.Code.Should().Be("not-finite");
    }

    [Theory]
    [InlineData("[1]", "not-a-scalar", "expected a number, a string, true, false or null, but found an array")]
    [InlineData("{\"a\":1}", "not-a-scalar", "expected a number, a string, true, false or null, but found an object")]
    [InlineData("\"\\ud800\"", "not-unicode", "the text is not valid Unicode")]
    public void FromJson_OtherValue_IsRefused(string json, string code, string message)
    {
        Action read = () => Json(json);
        read.Should().Throw<RecordFormatException>().WithMessage(message).Which.Code.Should().Be(code);
    }

    [Fact]
    public void Conversion_Nullables_AreTheirValuesOrMissing()
    {
        int? noInt = null;
        bool? noBool = null;
        double? noDouble = null;
        DateTime? noTime = null;
        DateTimeOffset? noOffset = null;
        FeatureValue[] missing = [noInt, noBool, noDouble, noTime, noOffset, (string?)null];
        missing.Should().OnlyContain(value => value.IsMissing);
        int? five = 5;
        bool? truth = true;
        double? half = 0.5;
        DateTime? time = new DateTime(1970, 1, 2);
        DateTimeOffset? offset = new DateTimeOffset(1970, 1, 2, 0, 0, 0, TimeSpan.Zero);
        FeatureValue[] present = [five, truth, half, time, offset];
        present.Should().Equal(5, true, 0.5, new DateTime(1970, 1, 2), new DateTime(1970, 1, 2));
    }

    [Fact]
    public void Equals_KindAndContent_BothCount()
    {
        ((FeatureValue)1 == 1.0).Should().BeTrue();
        ((FeatureValue)1 != true).Should().BeTrue();
        ((FeatureValue)"1" != 1).Should().BeTrue();
        ((FeatureValue)"é" != "e\u0301").Should().BeTrue("texts are compared ordinally");
        FeatureValue.Missing.Should().Be(default(FeatureValue));
        ((FeatureValue)"a").GetHashCode().Should().Be(((FeatureValue)"a").GetHashCode());
        FeatureValue.Missing.ToString().Should().Be("missing");
    }

    [Fact]
    public void ToNumber_LongText_QuotesItsBeginningOnly()
    {
        Action read = () => ((FeatureValue)new string('x', 100)).ToNumber();
        read.Should().Throw<RecordFormatException>().WithMessage($"'{new string('x', 64)}…' is not a number");
    }

    private static FeatureValue Json(string json) => FeatureValue.FromJson(JsonElement.Parse(json));

    private static string? ReadAs(FeatureKind kind, FeatureValue value)
    {
        var builder = new TableBuilder(new FeatureSchema(new FeatureColumn("x", kind)));
        try
        {
            builder.Add(0, value);
        }
        catch (RecordFormatException exception)
        {
            return "!" + exception.Code;
        }

        builder.EndRow();
        Table table = builder.Build();
        if (table.Schema[0].IsText) return table.Categorical(0)[0];
        return double.IsNaN(table.Numeric(0)[0]) ? null : NumberText.Format(table.Numeric(0)[0]);
    }

    [Fact]
    public void FromObject_DecimalOfManyDigits_IsTheNearestDoubleAsItsTextIs()
    {
        // The cast of the platform rounds these twice, to a neighbour.
        foreach (decimal number in (decimal[])[39210674357223.472083838323778m, 1961722.7878306222782995591114m, 83656061113.03719642875862166m, decimal.MaxValue, decimal.MinValue, 0.0m, -1e-28m])
        {
            NumberText.TryParse(number.ToString(System.Globalization.CultureInfo.InvariantCulture), out double expected).Should().BeTrue();

            FeatureValue.FromObject(number).ToNumber().Should().Be(expected, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Conversion_BuiltInNumbers_NeedNoCast()
    {
        FeatureValue[] values = [5, 5L, 5U, (short)5, (ushort)5, (byte)5, (sbyte)5, 5f, 5d, 5m];
        long? someLong = 5;
        decimal? someDecimal = 5, noDecimal = null;
        long? noLong = null;

        values.Should().OnlyContain(value => value == 5);
        new FeatureValue[] { someLong, someDecimal }.Should().OnlyContain(value => value == 5);
        new FeatureValue[] { noLong, noDecimal }.Should().OnlyContain(value => value.IsMissing);
        new RecordBinder<decimal>().Map("amount", amount => amount).Read(0.1m, 0).Should().Be((FeatureValue)0.1);
    }

    [Fact]
    public void FormatScalar_NumberTruthOrTimestamp_IsItsText()
    {
        byte[] buffer = new byte[FeatureValue.LongestFormat];
        FeatureValue[] values = [0, -0.0, 5, -1.5, 1e300, double.Epsilon, true, false, new DateTime(2024, 1, 15), new DateTime(2024, 1, 15, 8, 30, 12).AddTicks(1_234_567)];

        values.Select(value => Encoding.UTF8.GetString(buffer, 0, value.FormatScalar(buffer))).Should().Equal(values.Select(value => value.ToText()));
        FeatureValue.Missing.FormatScalar(buffer).Should().Be(0);
        FluentActions.Invoking(() => ((FeatureValue)double.PositiveInfinity).FormatScalar(buffer)).Should().Throw<RecordFormatException>().Which.Code.Should().Be("not-finite");
    }
}
