using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests;

public sealed class StrictFieldsTests
{
    private static readonly Dictionary<string, FeatureValue> Known = new() { ["a"] = 1, ["ab"] = FeatureValue.Missing };

    private static readonly Dictionary<string, FeatureValue> Unknown = new() { ["a"] = 1, ["aB"] = FeatureValue.Missing };

    [Fact]
    public void PredictSingle_StrictAndAnyKindOfDictionary_TakesKnownAndRefusesUnknownFields()
    {
        foreach (IReadOnlyDictionary<string, FeatureValue> record in Kinds(Known)) OddRecords.StrictPredictor.PredictSingle(record).Should().Be(OddRecords.Predictor.PredictSingle(Known));
        foreach (IReadOnlyDictionary<string, FeatureValue> record in Kinds(Unknown))
        {
            FluentActions.Invoking(() => OddRecords.StrictPredictor.PredictSingle(record)).Should().Throw<RecordFormatException>(record.GetType().Name)
                .Where(exception => exception.Code == "unknown-field" && exception.Message.StartsWith("the field 'aB' is no column"));
        }
    }

    [Fact]
    public void PredictSingle_StrictAndTwoColumnsFindOneField_StillSeesTheUnknownOne()
    {
        // Both columns, "a" and "A", find the field "a", so as many are found as there are fields, and one is still unknown.
        var record = new Dictionary<string, FeatureValue>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1, ["unknown"] = 2 };

        OddRecords.StrictPredictor.Invoking(p => p.PredictSingle(record)).Should().Throw<RecordFormatException>().WithMessage("the field 'unknown'*");
        OddRecords.StrictPredictor.Invoking(p => p.PredictSingle(record.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase))).Should().Throw<RecordFormatException>().WithMessage("the field 'unknown'*");
    }

    [Fact]
    public void PredictSingle_StrictAndBoxedValues_TakesKnownAndRefusesUnknownFields()
    {
        OddRecords.StrictPredictor.PredictSingle(new Dictionary<string, object?> { ["a"] = 1, ["ab"] = null }).Should().Be(OddRecords.Predictor.PredictSingle(Known));
        OddRecords.StrictPredictor.Invoking(p => p.PredictSingle(new Dictionary<string, object?> { ["a"] = 1, ["aB"] = null })).Should().Throw<RecordFormatException>().WithMessage("the field 'aB'*");
    }

    private static IEnumerable<IReadOnlyDictionary<string, FeatureValue>> Kinds(Dictionary<string, FeatureValue> record) =>
    [
        record,
        new Dictionary<string, FeatureValue>(record, StringComparer.Ordinal),
        record.ToFrozenDictionary(),
        record.ToFrozenDictionary(StringComparer.Ordinal),
        record.ToImmutableDictionary(),
        record.ToImmutableSortedDictionary(StringComparer.Ordinal),
        new ReadOnlyDictionary<string, FeatureValue>(record),
        new Wrapped(record),
    ];

    private sealed class Wrapped(Dictionary<string, FeatureValue> inner) : IReadOnlyDictionary<string, FeatureValue>
    {
        public IEnumerable<string> Keys => inner.Keys;

        public IEnumerable<FeatureValue> Values => inner.Values;

        public int Count => inner.Count;

        public FeatureValue this[string key] => inner[key];

        public bool ContainsKey(string key) => inner.ContainsKey(key);

        public bool TryGetValue(string key, out FeatureValue value) => inner.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, FeatureValue>> GetEnumerator() => inner.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
