using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Csv;

/// <summary>How <see cref="TableCsvReader"/> reads a file. The defaults are strict: nothing is guessed, skipped or repaired.</summary>
public sealed record CsvReadOptions
{
    /// <summary>Labels read as an anomaly when <see cref="PositiveLabels"/> is not declared; upper and lower case are alike.</summary>
    public static IReadOnlyList<string> DefaultPositiveLabels { get; } = ImmutableArray.Create(
        "1", "1.0", "true", "yes", "anomaly", "anomalous", "abnormal", "outlier", "attack", "malicious", "fraud", "fraudulent", "positive");

    /// <summary>Labels read as normal when neither list of labels is declared; upper and lower case are alike.</summary>
    public static IReadOnlyList<string> DefaultNegativeLabels { get; } = ImmutableArray.Create(
        "0", "0.0", "false", "no", "normal", "nominal", "inlier", "benign", "legitimate", "genuine", "negative");

    /// <summary>The defaults.</summary>
    public static CsvReadOptions Default { get; } = new();

    /// <summary>Options for rows that a model is to score: its columns with their kinds, whatever this file holds; columns that it does not know are left out.</summary>
    /// <param name="schema">The model's columns: <c>artifact.Encoder.Schema</c>. Each must be in the file.</param>
    /// <returns>The defaults with that <see cref="Schema"/> and <see cref="IgnoreExtraColumns"/>.</returns>
    public static CsvReadOptions ForSchema(FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new CsvReadOptions { Schema = schema, IgnoreExtraColumns = true };
    }

    /// <summary>What stands between cells: one of <c>, ; | : ^ ~</c> or a tab. Default: a comma. It is never guessed.</summary>
    /// <exception cref="OptionsException">Another character.</exception>
    public char Separator { get; init => field = Separators.Checked(value); } = ',';

    /// <summary>Whether the bytes are compressed with gzip. Default null: a path that ends in <c>.gz</c> is, a stream is not.</summary>
    public bool? Gzip { get; init; }

    /// <summary>Kinds of columns by name; a cell that does not fit is refused. Other columns are inferred, as <see cref="TableBuilder"/> does. Default: none.</summary>
    public IReadOnlyDictionary<string, FeatureKind> Kinds { get; init => field = Copy(value); } = ImmutableDictionary<string, FeatureKind>.Empty;

    /// <summary>All columns with their kinds, in the order the table is to have; the file may order them otherwise. Default null: the file's columns, inferred unless in <see cref="Kinds"/>.</summary>
    public FeatureSchema? Schema { get; init; }

    /// <summary>Whether columns that <see cref="Schema"/> does not name are left out rather than refused. Default: false.</summary>
    public bool IgnoreExtraColumns { get; init; }

    /// <summary>Columns to leave out; each must be in the file. Default: none.</summary>
    public IReadOnlyList<string> Exclude { get; init => field = Copy(value, nameof(Exclude)); } = [];

    /// <summary>The column of labels; it becomes <see cref="Table.IsAnomaly"/> and no feature. Default null: the table is unlabelled.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>
    /// Labels read as an anomaly, compared ordinally, upper and lower case alike. Default null: <see cref="DefaultPositiveLabels"/>.
    /// When declared without <see cref="NegativeLabels"/>, every other label that is not empty is normal.
    /// </summary>
    public IReadOnlyList<string>? PositiveLabels { get; init => field = value is null ? null : Copy(value, nameof(PositiveLabels)); }

    /// <summary>Labels read as normal; a label in neither list is refused. Default null: <see cref="DefaultNegativeLabels"/>, or all others when <see cref="PositiveLabels"/> is declared.</summary>
    public IReadOnlyList<string>? NegativeLabels { get; init => field = value is null ? null : Copy(value, nameof(NegativeLabels)); }

    /// <summary>Texts that mean a missing value besides the empty cell, compared exactly, in every column but the label's. Default: none, because <c>NA</c> may be Namibia.</summary>
    public IReadOnlyList<string> MissingValues { get; init => field = Copy(value, nameof(MissingValues)); } = [];

    /// <summary>
    /// Whether the apostrophe that <see cref="TableCsvWriter"/> puts before a formula is taken off again. Default: true.
    /// Only a quoted cell is touched, and only where the apostrophe is followed by a character that starts a formula, by another
    /// apostrophe, or by nothing; <see cref="CsvReadResult.Notes"/> tells of every column where that happened.
    /// </summary>
    public bool RestoreNeutralised { get; init; } = true;

    /// <summary>How many bad rows are skipped and counted before reading stops with an error. Default 0: it stops at the first. At least 0.</summary>
    /// <exception cref="OptionsException">The value is below 0.</exception>
    public long MaxBadRows { get; init => field = AtLeast(0, value, nameof(MaxBadRows)); }

    /// <summary>The most data rows that are accepted. Default: 50,000,000. At least 1.</summary>
    /// <exception cref="OptionsException">The value is below 1.</exception>
    public int MaxRows { get; init => field = (int)AtLeast(1, value, nameof(MaxRows)); } = 50_000_000;

    /// <summary>The most columns that are accepted. Default: 10,000. At least 1.</summary>
    /// <exception cref="OptionsException">The value is below 1.</exception>
    public int MaxColumns { get; init => field = (int)AtLeast(1, value, nameof(MaxColumns)); } = 10_000;

    /// <summary>The longest cell that is accepted, in bytes of UTF-8. Default: 65,536. At least 1.</summary>
    /// <exception cref="OptionsException">The value is below 1.</exception>
    public int MaxFieldLength { get; init => field = (int)AtLeast(1, value, nameof(MaxFieldLength)); } = 65_536;

    /// <summary>The longest row that is held in memory, in bytes of UTF-8. Default: 16,777,216. At least 1,024.</summary>
    /// <remarks>A quote that is never closed makes the rest of the file one row; this bounds what such a file can take.</remarks>
    /// <exception cref="OptionsException">The value is below 1,024.</exception>
    public int MaxRowLength { get; init => field = (int)AtLeast(1024, value, nameof(MaxRowLength)); } = 16_777_216;

    /// <summary>Whether all options are equal; lists are compared text by text, in order, and kinds by name.</summary>
    /// <inheritdoc/>
    public bool Equals(CsvReadOptions? other) =>
        other is not null
        && (Separator, Gzip, IgnoreExtraColumns, LabelColumn, RestoreNeutralised) == (other.Separator, other.Gzip, other.IgnoreExtraColumns, other.LabelColumn, other.RestoreNeutralised)
        && (MaxBadRows, MaxRows, MaxColumns, MaxFieldLength, MaxRowLength) == (other.MaxBadRows, other.MaxRows, other.MaxColumns, other.MaxFieldLength, other.MaxRowLength)
        && Equals(Schema, other.Schema)
        && Kinds.Count == other.Kinds.Count
        && Kinds.All(pair => other.Kinds.TryGetValue(pair.Key, out FeatureKind kind) && kind == pair.Value)
        && AreSame(Exclude, other.Exclude)
        && AreSame(PositiveLabels, other.PositiveLabels)
        && AreSame(NegativeLabels, other.NegativeLabels)
        && AreSame(MissingValues, other.MissingValues);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Separator, Gzip, Schema, Kinds.Count, Exclude.Count, LabelColumn, MaxBadRows, MaxRows);

    private static bool AreSame(IReadOnlyList<string>? texts, IReadOnlyList<string>? others) =>
        texts is null || others is null ? ReferenceEquals(texts, others) : texts.SequenceEqual(others, StringComparer.Ordinal);

    private static long AtLeast(long minimum, long value, string option) =>
        value >= minimum ? value : throw new OptionsException(option, "at least " + NumberText.Format(minimum), NumberText.Format(value));

    private static ImmutableDictionary<string, FeatureKind> Copy(IReadOnlyDictionary<string, FeatureKind> kinds) =>
        kinds?.ToImmutableDictionary(StringComparer.Ordinal) ?? throw new OptionsException(nameof(Kinds), "a dictionary, possibly empty", "null");

    private static ImmutableArray<string> Copy(IReadOnlyList<string> texts, string option)
    {
        if (texts is null) throw new OptionsException(option, "a list of texts", "null");
        if (texts.Any(string.IsNullOrEmpty)) throw new OptionsException(option, "texts that are not empty", "an empty one");
        return [.. texts];
    }
}
