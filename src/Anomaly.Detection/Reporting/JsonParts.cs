using System.Collections.Immutable;
using System.Text.Json;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>The parts that JSON of reports is made of.</summary>
internal static class JsonParts
{
    /// <summary>A number, or null where it is undefined or infinite: JSON has neither.</summary>
    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Number(json, value);
    }

    /// <summary>Numbers as an array.</summary>
    public static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values) Number(json, value);
        json.WriteEndArray();
    }

    public static void Count(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } count) json.WriteNumber(name, count);
        else json.WriteNull(name);
    }

    public static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> texts) => Array(json, name, texts, static (json, text) => json.WriteStringValue(text));

    public static void Array<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items) write(json, item);
        json.WriteEndArray();
    }

    public static void Optional<T>(Utf8JsonWriter json, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        json.WritePropertyName(name);
        if (value is null) json.WriteNullValue();
        else write(json, value);
    }

    /// <summary>The three fields of a figure, into an object that is open.</summary>
    public static void Interval(Utf8JsonWriter json, MetricInterval interval)
    {
        Number(json, "value", interval.Value);
        Number(json, "low", interval.Low);
        Number(json, "high", interval.High);
    }

    public static void Confusion(Utf8JsonWriter json, ConfusionMatrix confusion)
    {
        json.WriteStartObject();
        json.WriteNumber("true_negatives", confusion.TrueNegatives);
        json.WriteNumber("false_positives", confusion.FalsePositives);
        json.WriteNumber("false_negatives", confusion.FalseNegatives);
        json.WriteNumber("true_positives", confusion.TruePositives);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }
}
