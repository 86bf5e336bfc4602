using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Csv;

/// <summary>How <see cref="TableCsvWriter"/> writes a table.</summary>
public sealed record CsvWriteOptions
{
    /// <summary>The defaults.</summary>
    public static CsvWriteOptions Default { get; } = new();

    /// <summary>What stands between cells: one of <c>, ; | : ^ ~</c> or a tab. Default: a comma.</summary>
    /// <exception cref="OptionsException">Another character.</exception>
    public char Separator { get; init => field = Separators.Checked(value); } = ',';

    /// <summary>Whether to compress with gzip. Default null: a path that ends in <c>.gz</c> is compressed, a stream is not.</summary>
    public bool? Gzip { get; init; }

    /// <summary>Name of the last column, which holds the labels of a labelled table, 1 = anomaly and 0 = normal. Default: <c>label</c>. Not empty.</summary>
    /// <exception cref="OptionsException">The name is empty.</exception>
    public string LabelColumn { get; init => field = string.IsNullOrEmpty(value) ? throw new OptionsException(nameof(LabelColumn), "a name", "an empty one") : value; } = "label";

    /// <summary>
    /// Whether texts and names that a spreadsheet would run as a formula are written with a leading apostrophe, quoted. Default: true.
    /// <see cref="CsvReadOptions.RestoreNeutralised"/> takes it off again. When false, texts are written as they are, and the empty text
    /// cannot be told from a missing one.
    /// </summary>
    public bool NeutraliseFormulas { get; init; } = true;
}
