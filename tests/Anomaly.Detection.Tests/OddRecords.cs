using System.Text;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using CsCheck;

namespace Anomaly.Detection.Tests;

/// <summary>A detector of three trees on columns with odd names, and records that try every way of giving a value.</summary>
internal static class OddRecords
{
    private static readonly FeatureColumn[] Columns =
    [
        new("id", FeatureKind.Identifier), new("a", FeatureKind.Numeric), new("ab", FeatureKind.Numeric), new("abc", FeatureKind.Categorical), new("A", FeatureKind.Categorical),
        new("\u00E9", FeatureKind.Categorical), new("e\u0301", FeatureKind.Numeric), new("\U0001F600 \"x\\", FeatureKind.Timestamp), new("a_name_of_more_than_sixteen_bytes", FeatureKind.Numeric),
        new("a_name_of_more_than_sixteen_bytez", FeatureKind.Categorical),
    ];

    private static readonly Gen<FeatureValue> Number = Gen.OneOf(
        Gen.Int[-20, 20].Select(number => (FeatureValue)number), Gen.Double[-1e6, 1e6].Select(number => (FeatureValue)number), Gen.OneOf<FeatureValue>(-0.0, 1e-7, 123456789012345680, 0.1));

    private static readonly Gen<FeatureValue> Truth = Gen.Bool.Select(truth => (FeatureValue)truth);

    private static readonly Gen<FeatureValue> Time = Gen.Int.Select(seconds => (FeatureValue)DateTime.UnixEpoch.AddSeconds(seconds));

    private static readonly Gen<FeatureValue> TimeText = Gen.OneOf(
        Time.Select(time => (FeatureValue)time.Text), Gen.OneOf<FeatureValue>("", "2024-01-15T10:00", "2024-01-15T10:00:00.5+02:00", "2024-01-15 10:00:00.1234567Z"));

    private static readonly Gen<FeatureValue> Text = Gen.OneOf<FeatureValue>("", "x", "5", "true", "mobile", "\u00E9", "e\u0301", "\U0001F600", "quote \" slash \\ line\n", "unseen", new string('l', 600), "2024-01-15");

    /// <summary>The detector's front door.</summary>
    public static AnomalyDetectionPredictor Predictor { get; } = new(Train());

    /// <summary>The same, refusing fields that are no columns.</summary>
    public static AnomalyDetectionPredictor StrictPredictor { get; } = new(Predictor.Artifact, new PredictorOptions { Strict = true });

    /// <summary>Fields by name, none of them refused; some absent, some missing, in the order of the columns.</summary>
    public static Gen<Dictionary<string, FeatureValue>> Records { get; } =
        Gen.Select(Cells(FeatureKind.Numeric).Array[Columns.Length], Cells(FeatureKind.Categorical).Array[Columns.Length], Cells(FeatureKind.Timestamp).Array[Columns.Length], Gen.Int[0, 9].Array[Columns.Length]).Select(
            (numbers, texts, times, dice) =>
            {
                var record = new Dictionary<string, FeatureValue>();
                for (int i = 0; i < Columns.Length; i++)
                {
                    if (dice[i] == 0) continue;
                    FeatureValue value = Columns[i].Kind switch { FeatureKind.Numeric => numbers[i], FeatureKind.Timestamp => times[i], _ => texts[i] };
                    record.Add(Columns[i].Name, dice[i] == 1 ? FeatureValue.Missing : value);
                }

                return record;
            });

    /// <summary>A field of any column with any value, often a wrong one.</summary>
    public static Gen<(string Name, FeatureValue Value)> Fields { get; } =
        Gen.Select(Gen.OneOf(Columns), Gen.OneOf(Number, Truth, Text, TimeText)).Select((column, value) => (column.Name, value));

    /// <summary>Names that are columns of no model, some of them nearly.</summary>
    public static Gen<string> UnknownNames { get; } = Gen.OneOf("", "i", "idd", "abcd", "B", "E\u0301", "a_name_of_more_than_sixteen_bytes_", "\u0000", "unknown \u00FC", new string('n', 700));

    /// <summary>A text of JSON whose letters are escaped where the dice say so.</summary>
    public static string Quoted(string text, Func<bool> isEscaped)
    {
        var json = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Half a pair alone would be no text.
            if (rune.Value < ' ' || rune.Value is '"' or '\\' || isEscaped()) json.Append(string.Concat(rune.ToString().Select(unit => $"\\u{(int)unit:x4}")));
            else json.Append(rune.ToString());
        }

        return json.Append('"').ToString();
    }

    /// <summary>A value of JSON.</summary>
    public static string Json(FeatureValue value, Func<bool> isEscaped) => value.Kind switch
    {
        FeatureValueKind.Missing => "null",
        FeatureValueKind.Number => NumberText.Format(value.Number),
        FeatureValueKind.Boolean => value.Number != 0 ? "true" : "false",
        _ => Quoted(value.Text!, isEscaped),
    };

    // Timestamps as such have no form in JSON, so their texts stand for them.
    private static Gen<FeatureValue> Cells(FeatureKind kind) => kind switch
    {
        FeatureKind.Numeric => Gen.OneOf(Number, Truth, Number.Select(number => (FeatureValue)number.Text), Gen.Const<FeatureValue>("")),
        FeatureKind.Timestamp => TimeText,
        _ => Gen.OneOf(Text, Number, Truth),
    };

    private static DetectorArtifact Train()
    {
        var builder = new TableBuilder(new FeatureSchema(Columns));
        string[] texts = ["", "x", "5", "true", "mobile", "\u00E9", "e\u0301", "\U0001F600", "quote \" slash \\ line\n", "-3", "0.1"];
        for (int row = 0; row < 200; row++)
        {
            for (int i = 0; i < Columns.Length; i++)
            {
                FeatureValue value = Columns[i].Kind switch
                {
                    FeatureKind.Numeric => ((row * 7) + i) % 23,
                    FeatureKind.Timestamp => DateTime.UnixEpoch.AddHours(row * 31),
                    FeatureKind.Identifier => $"row {row}",
                    _ => texts[((row * 5) + i) % texts.Length],
                };
                builder.Add(i, value);
            }

            builder.EndRow(row % 3 == 0);
        }

        return new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 3, Seed = 3 } }).Train(builder.Build()).Artifact;
    }
}
