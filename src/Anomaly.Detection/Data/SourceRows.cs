namespace Anomaly.Detection.Data;

/// <summary>Numbers rows as their source does: those that were skipped are counted.</summary>
internal sealed class SourceRows
{
    private long _skipped;

    public void Skip() => _skipped++;

    /// <summary>The number in the source, first row = 1, of a row that comes after all rows skipped so far.</summary>
    public long NumberOf(int row) => row + _skipped + 1;
}
