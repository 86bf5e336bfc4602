using System.Collections.Immutable;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Some rows of the input with what the detector says of them.</summary>
/// <param name="Predictions">One a row, in order.</param>
/// <param name="Reasons">Those of each row; null where none were asked for.</param>
/// <param name="Kept">What is copied through.</param>
internal sealed record ScoredRows(AnomalyPrediction[] Predictions, ImmutableArray<ColumnContribution>[]? Reasons, IKeptCells Kept);
