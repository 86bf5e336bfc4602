namespace Anomaly.Detection;

/// <summary>Tells how far a batch has come, and lets it be stopped: every 4,096 rows, and at the end.</summary>
internal readonly struct BatchProgress(IProgress<int>? progress, CancellationToken cancellationToken)
{
    /// <summary>How many rows come between two reports.</summary>
    public const int RowsPerReport = 4096;

    /// <summary>Called before each row, with the number of rows that are done.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void BeginRow(int rowsDone)
    {
        if (rowsDone % RowsPerReport != 0) return;
        cancellationToken.ThrowIfCancellationRequested();
        if (rowsDone > 0) progress?.Report(rowsDone);
    }

    /// <summary>Called when all rows are done.</summary>
    public void End(int rowCount) => progress?.Report(rowCount);
}
