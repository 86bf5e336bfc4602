using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>Scores every row of a labelled table by models that did not see that row: out of bag, or of other folds.</summary>
/// <param name="rows">The rows; labelled, both classes occur. The labels need not be those of anomalies: an audit also asks to tell test rows from training rows, or labels drawn by lot.</param>
/// <param name="scores">Receives one finite score a row, greater = more probably labelled true; NaN where there is none.</param>
/// <param name="cancellationToken">Stops it.</param>
public delegate void UnseenRowScoring(Table rows, Span<double> scores, CancellationToken cancellationToken);
