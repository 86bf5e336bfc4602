using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Preprocessing;

/// <summary>Texts as whole numbers: the classes met at training, in ordinal order, are 0, 1, 2 … Immutable; safe to share between threads.</summary>
/// <remarks>
/// Texts are compared ordinally: case, accents written in two ways and trailing spaces make different classes. Null is missing and no class;
/// the empty text is a class like any other. The order is that of scikit-learn's <c>LabelEncoder</c>, except where texts outside the Basic
/// Multilingual Plane are compared with those above U+E000: ordinal here means UTF-16 code units.
/// </remarks>
public sealed class LabelEncoder
{
    /// <summary>What <see cref="Encode(ReadOnlySpan{char})"/> gives for a text that is no class.</summary>
    public const int Unseen = -1;

    private readonly ImmutableArray<string> _classes;
    private readonly ImmutableArray<int> _counts;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codes;
    private readonly Utf8Index _utf8Codes;

    private LabelEncoder(ImmutableArray<string> classes, ImmutableArray<int> counts, int leftOutCount)
    {
        _classes = classes;
        _counts = counts;
        LeftOutCount = leftOutCount;
        var codes = new Dictionary<string, int>(classes.Length, StringComparer.Ordinal);
        for (int code = 0; code < classes.Length; code++) codes.Add(classes[code], code);
        _codes = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        _utf8Codes = new Utf8Index(classes);
    }

    /// <summary>The classes in ordinal order; a class's place is its code.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>The number of classes.</summary>
    public int ClassCount => _classes.Length;

    /// <summary>The number of training rows per class, in the order of <see cref="Classes"/>; empty when the encoder was made from classes alone.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>How many different texts of the training rows did not become a class, being too rare or too many.</summary>
    public int LeftOutCount { get; }

    /// <summary>Collects the classes of a column.</summary>
    /// <param name="values">One text per row; null is missing.</param>
    /// <param name="minCount">The fewest rows that make a class, at least 1.</param>
    /// <param name="maxCategories">The most classes to keep, at least 1: the most frequent, of equally frequent ones the first in ordinal order. Null (the default) keeps all.</param>
    /// <returns>The encoder; it has no class when every value is missing or too rare.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    /// <exception cref="RecordFormatException">A text is not valid Unicode (code <c>not-unicode</c>).</exception>
    public static LabelEncoder Fit(ReadOnlySpan<string?> values, int minCount = 1, int? maxCategories = null) => Fit(values, minCount, maxCategories, declared: null);

    /// <summary>Makes an encoder from classes that were fitted before.</summary>
    /// <param name="classes">The classes in strictly ascending ordinal order; none null, each valid Unicode.</param>
    /// <param name="counts">Training rows per class, none negative; null (the default) when they were not kept.</param>
    /// <param name="leftOutCount">How many texts did not become a class, not negative.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">A rule is broken; the message names the class by its place.</exception>
    public static LabelEncoder FromClasses(IReadOnlyList<string> classes, IReadOnlyList<int>? counts = null, int leftOutCount = 0)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfNegative(leftOutCount);
        ImmutableArray<string> copy = [.. classes];
        for (int code = 0; code < copy.Length; code++)
        {
            if (copy[code] is null) throw Fault(code, "is null; a missing value is no class", nameof(classes));
            if (!UnicodeText.IsWellFormed(copy[code])) throw Fault(code, $"{RecordFormatException.Quote(copy[code])} is not valid Unicode", nameof(classes));
            if (code > 0 && string.CompareOrdinal(copy[code - 1], copy[code]) >= 0) throw Fault(code, $"{RecordFormatException.Quote(copy[code])} does not come after {RecordFormatException.Quote(copy[code - 1])}; classes stand in ascending ordinal order", nameof(classes));
        }

        ImmutableArray<int> rows = counts is null ? [] : [.. counts];
        if (counts is not null && rows.Length != copy.Length) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{rows.Length} counts do not fit {copy.Length} classes."), nameof(counts));
        for (int code = 0; code < rows.Length; code++)
        {
            if (rows[code] < 0) throw Fault(code, string.Create(CultureInfo.InvariantCulture, $"has the count {rows[code]}; it must not be negative"), nameof(counts));
        }

        return new LabelEncoder(copy, rows, leftOutCount);
    }

    /// <summary>The code of a text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The index of the class, or <see cref="Unseen"/> (−1) when the text is no class.</returns>
    /// <remarks>Thread-safe, allocates nothing.</remarks>
    public int Encode(ReadOnlySpan<char> value) => _codes.TryGetValue(value, out int code) ? code : Unseen;

    /// <summary>The code of a text in UTF-8; as <see cref="Encode(ReadOnlySpan{char})"/> otherwise.</summary>
    internal int Encode(ReadOnlySpan<byte> utf8Value) => _utf8Codes.IndexOf(utf8Value);

    /// <summary>As the public one, with one text that becomes a class however rare it is, because missing values will be read as it.</summary>
    internal static LabelEncoder Fit(ReadOnlySpan<string?> values, int minCount, int? maxCategories, string? declared)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minCount, 1);
        if (maxCategories is { } limit) ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(maxCategories));
        var countOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string? value in values)
        {
            if (value is not null) countOf[value] = countOf.GetValueOrDefault(value) + 1;
        }

        (string Text, int Count)[] frequent = [.. countOf.Where(pair => pair.Value >= minCount && pair.Key != declared).Select(pair => (pair.Key, pair.Value))];

        // All texts differ, so no two compare equal and an unstable sort has one outcome.
        Array.Sort(frequent, (left, right) => left.Count != right.Count ? right.Count.CompareTo(left.Count) : string.CompareOrdinal(left.Text, right.Text));
        int room = Math.Min(frequent.Length, (maxCategories ?? int.MaxValue) - (declared is null ? 0 : 1));
        List<(string Text, int Count)> kept = [.. frequent.AsSpan(0, room)];
        int leftOutCount = countOf.Count - kept.Count;
        if (declared is not null)
        {
            kept.Add((declared, countOf.GetValueOrDefault(declared)));
            if (countOf.ContainsKey(declared)) leftOutCount--;
        }

        kept.Sort((left, right) => string.CompareOrdinal(left.Text, right.Text));
        foreach ((string text, _) in kept)
        {
            if (!UnicodeText.IsWellFormed(text)) throw new RecordFormatException("not-unicode", $"{RecordFormatException.Quote(text)} is not valid Unicode");
        }

        return new LabelEncoder([.. kept.Select(item => item.Text)], [.. kept.Select(item => item.Count)], leftOutCount);
    }

    private static ArgumentException Fault(int code, string problem, string parameter) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Class {code} {problem}."), parameter);
}
