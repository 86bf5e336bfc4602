using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

#pragma warning disable RS0026 // The second parameter, a table or another column, tells the overloads apart whatever is left out.

namespace Anomaly.Detection;

/// <content>What would be if columns held something else.</content>
public sealed partial class AnomalyDetectionPredictor
{
    /// <summary>How the probability follows a column: every row is judged anew with each of the column's values in turn, and the answers are averaged.</summary>
    /// <param name="column">Name of a numeric, timestamp or categorical column that feeds the model.</param>
    /// <param name="table">The rows, at least one; labels are not looked at.</param>
    /// <param name="options">How closely to look; the defaults when null.</param>
    /// <param name="progress">Told how many of the column's values are done, in order.</param>
    /// <param name="cancellationToken">Stops the work; nothing is returned.</param>
    /// <returns>The mean curve, and curves of single rows. Numbers and timestamps are quantiles of what the table holds, missing ones only where there is nothing else.</returns>
    /// <exception cref="ArgumentException">There is no such column, it feeds nothing, or the table is empty.</exception>
    /// <exception cref="RecordFormatException">As for <see cref="PredictBatch(Table, IProgress{int}?, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// <para>Ratios, differences, imputation and scaling follow the column. The rows are shared by as many threads as <see cref="PredictorOptions.Scoring"/> allows; the same bits on any number of them.</para>
    /// <para>Where columns go together, some of the rows that are judged are such as do not occur: the curve says what the model does with them, not what the world does.</para>
    /// </remarks>
    public PartialDependence DependenceOn(string column, Table table, DependenceOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default) =>
        Effects(table, options).Of(column, progress, cancellationToken);

    /// <summary>How the probability follows two columns together: every row is judged anew with each pair of their values.</summary>
    /// <param name="first">Name of a column, as for one.</param>
    /// <param name="second">Name of another column.</param>
    /// <param name="table">The rows, at least one; labels are not looked at.</param>
    /// <param name="options">How closely to look; the defaults when null. The work grows with the square of <see cref="DependenceOptions.MostPoints"/>.</param>
    /// <param name="progress">Told how many pairs of values are done, in order.</param>
    /// <param name="cancellationToken">Stops the work; nothing is returned.</param>
    /// <returns>Both columns alone, and the means of all pairs.</returns>
    /// <exception cref="ArgumentException">There is no such column, one feeds nothing, both are one, or the table is empty.</exception>
    /// <exception cref="RecordFormatException">As for <see cref="PredictBatch(Table, IProgress{int}?, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PairDependence DependenceOn(string first, string second, Table table, DependenceOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default) =>
        Effects(table, options).Of(first, second, progress, cancellationToken);

    private ColumnDependence Effects(Table table, DependenceOptions? options)
    {
        ArgumentNullException.ThrowIfNull(table);
        _reader.CheckColumns(table);
        return new ColumnDependence(_encoder, _scorer, _decision, table, options ?? new DependenceOptions(), _options.Scoring.MaxThreads);
    }
}
