using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How a predictor explains.</summary>
public sealed record ExplanationOptions
{
    /// <summary>What contributions are counted in. Default: the score's own unit.</summary>
    /// <exception cref="OptionsException">Not defined.</exception>
    public ContributionScale Scale { get; init => field = OptionGuard.Defined(value); } = ContributionScale.Score;

    /// <summary>
    /// Rows that explanations compare with (interventional contributions): some hundred normal ones tell why a row is unlike them. Default: null, the rows of the training as
    /// the trees themselves remember them (path-dependent contributions), which is faster.
    /// </summary>
    /// <exception cref="OptionsException">Without rows.</exception>
    public Table? Background { get; init => field = value is { RowCount: 0 } ? throw new OptionsException(nameof(Background), "a table with at least one row", "one without rows") : value; }

    /// <summary>What the rows are called in sentences, in the plural, such as <c>sessions</c>. Default: <c>rows</c>.</summary>
    /// <exception cref="OptionsException">Null or blank.</exception>
    public string RowNoun { get; init => field = string.IsNullOrWhiteSpace(value) ? throw new OptionsException(nameof(RowNoun), "a noun in the plural", value is null ? "null" : "a blank text") : value; } = "rows";
}
