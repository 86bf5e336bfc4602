using System.Globalization;
using System.Text;
using Anomaly.Detection.Data;
using CsCheck;

namespace Anomaly.Detection.Tests;

/// <summary>JSON is read as the same values are read otherwise, whatever its spelling.</summary>
public sealed class JsonRecordReaderTests
{
    private static readonly JsonRecordReader Reader = new(OddRecords.Predictor.Artifact.Encoder, isStrict: false);

    [Fact]
    public void ReadObject_GeneratedOrderEscapesAndUnknownFields_SameCellsAsTheDictionary() =>
        Gen.Select(OddRecords.Records, OddRecords.UnknownNames.Array[0, 2], Gen.Int[0, int.MaxValue].Array[15], Gen.Bool.Array[97]).Holds(
            (record, unknown, keys, dice) =>
            {
                int die = 0;
                bool IsEscaped() => dice[die++ % dice.Length];
                IEnumerable<string> fields = record.Select(field => $"{OddRecords.Quoted(field.Key, IsEscaped)}: {OddRecords.Json(field.Value, IsEscaped)}")
                    .Concat(unknown.Distinct().Select(name => $"{OddRecords.Quoted(name, IsEscaped)} : [{{\"a\": 1}}, \"ab\"]"));
                string[] shuffled = [.. fields.Select((field, i) => (field, key: keys[i])).OrderBy(pair => pair.key).Select(pair => pair.field)];
                return Bits($"{{{string.Join(" , ", shuffled)}}}").SequenceEqual(Bits(record));
            },
            count: 2000);

    [Fact]
    public void ReadObject_GeneratedFields_SameCellOrSameRefusalAsTheDictionary() => Gen.Select(OddRecords.Fields, Gen.Bool.Array[7]).Holds(
        (field, dice) =>
        {
            int die = 0;
            bool IsEscaped() => dice[die++ % dice.Length];
            string json = $"{{{OddRecords.Quoted(field.Name, IsEscaped)}:{OddRecords.Json(field.Value, IsEscaped)}}}";
            return Outcome(() => Bits(json)) == Outcome(() => Bits(new Dictionary<string, FeatureValue> { [field.Name] = field.Value }));
        },
        count: 2000);

    [Fact]
    public void ReadObject_GeneratedNumbers_AreTheNearestDoubles() =>
        Gen.Select(Gen.Int[-9999, 9999], Gen.Char["0123456789"].Array[0, 30], Gen.Int[-330, 310], Gen.Int[0, 3]).Holds(
            (whole, decimals, exponent, form) =>
            {
                string number = string.Create(CultureInfo.InvariantCulture, $"{whole}{(decimals.Length > 0 ? "." : "")}{new string(decimals)}{(form == 0 ? $"e{exponent}" : "")}");
                double expected = double.Parse(number, CultureInfo.InvariantCulture);
                return double.IsInfinity(expected) || Cells($"{{\"a\":{number}}}")[1].Equals(expected);
            },
            count: 2000);

    [Fact]
    public void ReadObject_NumberOfFiveHundredDigits_IsTheNearestDouble()
    {
        string number = "0." + new string('0', 250) + new string('7', 250);

        Cells($$"""{"a": {{number}}}""")[1].Should().Be(double.Parse(number, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("id", new byte[] { 0xFF })]
    [InlineData("abc", new byte[] { 0xC0, 0x80 })]
    [InlineData("abc", new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData("a", new byte[] { (byte)'5', 0xE2, 0x82 })]
    [InlineData("a_name_of_more_than_sixteen_bytez", new byte[] { 0x80 })]
    public void ReadObject_TextThatIsNotUtf8_IsRefusedNamingTheColumn(string column, byte[] text)
    {
        byte[] json = [.. Encoding.UTF8.GetBytes($$"""{"{{column}}":" """.TrimEnd()), .. text, .. "\"}"u8];

        FluentActions.Invoking(() => Reader.ReadObject(json, new double[10])).Should().Throw<RecordFormatException>()
            .Where(exception => exception.Code == "not-unicode" && exception.Column == column && exception.Problem == "the text is not valid Unicode");
    }

    [Fact]
    public void ReadObject_NameThatIsNotUtf8_IsRefusedWithoutAColumn()
    {
        byte[] json = [.. "{\"a"u8, 0xFF, .. "\":1}"u8];

        FluentActions.Invoking(() => Reader.ReadObject(json, new double[10])).Should().Throw<RecordFormatException>()
            .Where(exception => exception.Code == "not-unicode" && exception.Column == null);
    }

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"ab":1,"a":1}""")]
    [InlineData("""{"ab":1,"a":1,"\u0061":1}""")]
    public void ReadObject_FieldThatStandsTwice_IsRefusedWhereverItStands(string json) =>
        FluentActions.Invoking(() => Cells(json)).Should().Throw<RecordFormatException>().Where(exception => exception.Code == "duplicate-field" && exception.Column == "a");

    [Fact]
    public void ReadObject_StrictAndUnknownName_QuotesItUnescaped() =>
        FluentActions.Invoking(() => OddRecords.StrictPredictor.PredictSingle("""{"a":1,"\u0061\u00fc":1}"""u8)).Should().Throw<RecordFormatException>()
            .WithMessage("the field 'a\u00FC' is no column of the model; its columns are id, a, ab*");

    private static double[] Cells(string json)
    {
        double[] cells = new double[OddRecords.Predictor.Artifact.Encoder.CellCount];
        Reader.ReadObject(Encoding.UTF8.GetBytes(json), cells);
        return cells;
    }

    private static long[] Bits(string json) => [.. Cells(json).Select(BitConverter.DoubleToInt64Bits)];

    private static long[] Bits(Dictionary<string, FeatureValue> record)
    {
        double[] cells = new double[OddRecords.Predictor.Artifact.Encoder.CellCount];
        OddRecords.Predictor.Artifact.Encoder.ReadCells(record, cells);
        return [.. cells.Select(BitConverter.DoubleToInt64Bits)];
    }

    private static string Outcome(Func<long[]> read)
    {
        try
        {
            return string.Join(' ', read());
        }
        catch (RecordFormatException exception)
        {
            return exception.Code + exception.Message;
        }
    }
}
