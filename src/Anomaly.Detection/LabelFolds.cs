using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>The folds that labelled rows are judged on while training.</summary>
internal static class LabelFolds
{
    private const int Most = 5;

    /// <summary>Deals the rows to five folds, fewer where there are fewer rows of a class, or fewer groups.</summary>
    /// <param name="isAnomaly">One label a row; empty where there are none to judge by.</param>
    /// <param name="groups">The group of each row, counted from 0, to keep together; empty where every row is for itself.</param>
    /// <returns>One split a fold; empty where the rows allow no two.</returns>
    /// <remarks>Groups are dealt in turn: no fold needs rows of both classes here, as the splits for testing do.</remarks>
    public static ImmutableArray<TrainTestSplit> Of(bool[] isAnomaly, int[] groups)
    {
        int anomalies = isAnomaly.AsSpan().Count(true);
        int most = isAnomaly.Length == 0 ? 0 : groups.Length > 0 ? groups.Max() + 1 : Math.Min(anomalies, isAnomaly.Length - anomalies);
        if (most < 2) return [];
        int folds = Math.Min(Most, most);
        if (groups.Length == 0) return Splits.StratifiedKFold(isAnomaly, folds);
        ILookup<int, int> rowsOf = Enumerable.Range(0, groups.Length).ToLookup(row => groups[row] % folds);
        return [.. Enumerable.Range(0, folds).Select(fold => new TrainTestSplit([.. rowsOf.Where(part => part.Key != fold).SelectMany(part => part).Order()], [.. rowsOf[fold]]))];
    }
}
