using System.Collections.Frozen;
using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>The refusal of strict mode: a field that is no column of the model, the same on every route.</summary>
internal static class StrictFields
{
    /// <summary>Refuses names that are no columns.</summary>
    /// <exception cref="RecordFormatException">Code <c>unknown-field</c>; the first such name is quoted.</exception>
    public static void Check(IEnumerable<string> names, FeatureSchema schema)
    {
        foreach (string name in names)
        {
            if (schema.IndexOf(name) < 0) throw Unknown(name, schema);
        }
    }

    /// <summary>Refuses a record with fields that are no columns.</summary>
    /// <param name="record">The record.</param>
    /// <param name="found">How many columns have a field in it.</param>
    /// <param name="schema">The columns.</param>
    /// <exception cref="RecordFormatException">As for names.</exception>
    /// <remarks>
    /// Where the record tells names apart as columns do, each column found a field of its own, and when those are all there is no other: the
    /// names, which cannot be gone through without an allocation, need no look.
    /// </remarks>
    public static void Check<TValue>(IReadOnlyDictionary<string, TValue> record, int found, FeatureSchema schema)
    {
        if (found != record.Count || !IsOrdinal(record)) Check(record.Keys, schema);
    }

    /// <summary>The refusal of one name.</summary>
    public static RecordFormatException Unknown(ReadOnlySpan<char> name, FeatureSchema schema) =>
        new("unknown-field", $"the field {RecordFormatException.Quote(name)} is no column of the model; its columns are {string.Join(", ", schema.Columns.Take(20).Select(column => column.Name))}");

    private static bool IsOrdinal<TValue>(IReadOnlyDictionary<string, TValue> record)
    {
        IEqualityComparer<string>? comparer = record switch
        {
            Dictionary<string, TValue> dictionary => dictionary.Comparer,
            FrozenDictionary<string, TValue> frozen => frozen.Comparer,
            ImmutableDictionary<string, TValue> immutable => immutable.KeyComparer,
            _ => null,
        };
        return ReferenceEquals(comparer, EqualityComparer<string>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal);
    }
}
