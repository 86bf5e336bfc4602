using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>Finds test rows that are training rows: there a model remembers, it does not judge.</summary>
public static class RepeatedRows
{
    /// <summary>Counts the test rows whose cells all equal those of one training row; labels are not compared.</summary>
    /// <param name="training">The rows that a model is trained on. Its columns decide: others of the test are not looked at, and absent ones are missing.</param>
    /// <param name="test">The rows that the model is to be judged on.</param>
    /// <param name="cancellationToken">Stops the count.</param>
    /// <returns>The number, in [0, rows of the test]; a test row that stands several times counts each time. 0 when there is no column to compare.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// Cells are compared as they are in the tables, each read as its training column: texts ordinally, numbers by value, missing cells as equal. A column of
    /// identifiers is compared too, so a row that was exported again under another number is not found; leave the column out of both tables then, or
    /// ask <see cref="TableAudit"/>, which does. Time grows with the number of cells.
    /// </remarks>
    public static int Count(Table training, Table test, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(test);
        if (training.Schema.Count == 0) return 0;
        var pool = RowPool.Of(training, test, Environment.ProcessorCount, cancellationToken);
        var rows = EqualRows.Of(pool, [.. Enumerable.Range(0, training.Schema.Count)], Environment.ProcessorCount, cancellationToken);

        // The first of equal rows is a training row whenever one of them is: training rows stand first.
        int count = 0;
        foreach (int first in rows.FirstOf[pool.TrainingCount..]) count += first < pool.TrainingCount ? 1 : 0;
        return count;
    }
}
