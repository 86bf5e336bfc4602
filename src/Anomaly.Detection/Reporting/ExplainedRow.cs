using System.Collections.Immutable;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>One row of the judged ones, and why it was judged so. Plain data, immutable.</summary>
public sealed record ExplainedRow
{
    /// <summary>Which row it is and what came of it, such as <c>true alert, test row 17</c>; rows count from 0.</summary>
    public required string Title { get; init; }

    /// <summary>The probability that decisions are made by, in [0, 1].</summary>
    public required double Probability { get; init; }

    /// <summary>The score, taken apart into what each column added.</summary>
    /// <exception cref="ArgumentException">A number of it is not finite; the message names the column.</exception>
    public required ScoreBreakdown Breakdown { get; init => field = ExplanationShape.Checked(value); }

    /// <summary>The reasons as sentences, the strongest first. Default: none.</summary>
    public ImmutableArray<string> Reasons { get; init => field = value.IsDefault ? [] : value; } = [];
}
