using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>Ways to set rows aside for testing. Every one is deterministic, and refuses a split in which a class is absent from a side.</summary>
/// <remarks>
/// Which one? Rows of one user resemble each other: split by <see cref="GroupedHoldOut">group</see>. The detector will judge the future: split by
/// <see cref="TimeOrderedHoldOut">time</see>. Only where rows are independent of each other is the stratified split honest.
/// </remarks>
public static class Splits
{
    /// <summary>Draws rows for testing, the same share of each class.</summary>
    /// <param name="isAnomaly">One label a row.</param>
    /// <param name="testFraction">The share of rows to test on, in (0, 1); of each class, rounded to whole rows, halves up.</param>
    /// <param name="seed">Any value; the same seed draws the same rows.</param>
    /// <returns>The split; together its parts hold every row.</returns>
    /// <exception cref="ArgumentException">A part would hold no row of a class; the counts are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static TrainTestSplit StratifiedHoldOut(ReadOnlySpan<bool> isAnomaly, double testFraction, ulong seed)
    {
        CheckClasses(isAnomaly);
        CheckFraction(testFraction);
        return StratifiedRows.Drawn(isAnomaly, testFraction, seed).HoldOut(isAnomaly, 1, FractionRemedy(testFraction));
    }

    /// <summary>Cuts the rows into folds, each with its share of both classes, within one row.</summary>
    /// <param name="isAnomaly">One label a row.</param>
    /// <param name="folds">The number of folds, at least 2 and at most the rows of the rarer class.</param>
    /// <param name="seed">Shuffles the rows of each class first. By default they are dealt in table order: the k-th row of a class is tested in fold k mod folds, counted from 0.</param>
    /// <returns>One split a fold; every row is tested in exactly one and trained on in all others.</returns>
    /// <exception cref="ArgumentException">A fold would hold no row of a class; the counts are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    public static ImmutableArray<TrainTestSplit> StratifiedKFold(ReadOnlySpan<bool> isAnomaly, int folds, ulong? seed = null)
    {
        CheckClasses(isAnomaly);
        CheckFolds(folds, isAnomaly);
        return StratifiedRows.InTurn(isAnomaly, folds, seed).Folds(isAnomaly, $"{folds} folds need at least {folds} rows of each class");
    }

    /// <summary>Sets whole groups aside for testing, such as all sessions of a user.</summary>
    /// <param name="isAnomaly">One label a row.</param>
    /// <param name="groups">One group a row, compared ordinally; a row whose group is null is a group of its own.</param>
    /// <param name="testFraction">The share of rows to test on, in (0, 1): of anomalies and of normal rows, as nearly as whole groups allow.</param>
    /// <param name="seed">Decides between groups of equal make-up; the same seed gives the same split.</param>
    /// <returns>The split; together its parts hold every row, and no group is in both.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a part would hold no row of a class; the counts are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static TrainTestSplit GroupedHoldOut(ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<string?> groups, double testFraction, ulong seed)
    {
        CheckLength(isAnomaly, groups.Length, nameof(groups));
        CheckClasses(isAnomaly);
        CheckFraction(testFraction);
        return GroupedRows.Deal(isAnomaly, groups, [1 - testFraction, testFraction], seed)
            .HoldOut(isAnomaly, 1, $"there are {GroupedRows.Count(groups)} groups, which are not divided, and {FractionRemedy(testFraction)}");
    }

    /// <summary>Cuts the rows into folds without dividing a group, such as the sessions of a user.</summary>
    /// <param name="isAnomaly">One label a row.</param>
    /// <param name="groups">One group a row, compared ordinally; a row whose group is null is a group of its own.</param>
    /// <param name="folds">The number of folds, at least 2.</param>
    /// <param name="seed">Decides between groups of equal make-up; the same seed gives the same folds.</param>
    /// <returns>One split a fold; every row is tested in exactly one, anomalies and normal rows spread as evenly as whole groups allow.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a fold would hold no row of a class; the counts are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    public static ImmutableArray<TrainTestSplit> GroupedKFold(ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<string?> groups, int folds, ulong seed)
    {
        CheckLength(isAnomaly, groups.Length, nameof(groups));
        CheckClasses(isAnomaly);
        CheckFolds(folds, isAnomaly);
        double[] shares = new double[folds];
        Array.Fill(shares, 1.0 / folds);
        return GroupedRows.Deal(isAnomaly, groups, shares, seed)
            .Folds(isAnomaly, $"there are {GroupedRows.Count(groups)} groups, which are not divided; {folds} folds need at least {folds} groups with rows of each class");
    }

    /// <summary>Sets the latest rows aside for testing: what a detector trained today will meet tomorrow.</summary>
    /// <param name="isAnomaly">One label a row.</param>
    /// <param name="time">One time a row, on any rising scale, such as a timestamp column of a <see cref="Table"/>. NaN is refused.</param>
    /// <param name="testFraction">The share of rows to test on, in (0, 1). The cut is at the change of time nearest to it, so rows of one time are never divided.</param>
    /// <returns>The split; every training row is earlier than every test row.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a time is NaN, all times are equal, or a part would hold no row of a class; the counts are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static TrainTestSplit TimeOrderedHoldOut(ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> time, double testFraction)
    {
        CheckTime(isAnomaly, time);
        CheckClasses(isAnomaly);
        CheckFraction(testFraction);
        return TimeOrderedRows.Cut(time, [1 - testFraction])
            .HoldOut(isAnomaly, 1, $"the latest rows, about {Text(testFraction)} of all, are tested: choose another fraction, or give rows of a longer time");
    }

    /// <summary>Walks through time: each fold tests on a stretch of time and trains on everything before it (an expanding window).</summary>
    /// <param name="isAnomaly">One label a row.</param>
    /// <param name="time">One time a row, on any rising scale. NaN is refused.</param>
    /// <param name="folds">The number of folds, at least 2. The rows are cut into one stretch more, of about equal size; the first is only trained on. Rows of one time are never divided.</param>
    /// <returns>One split a fold, the earliest first; in each, every training row is earlier than every test row.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a time is NaN, there are too few different times, or a part would hold no row of a class; the counts are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    public static ImmutableArray<TrainTestSplit> TimeOrderedFolds(ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> time, int folds)
    {
        CheckTime(isAnomaly, time);
        CheckClasses(isAnomaly);
        CheckFolds(folds, isAnomaly);
        double[] shares = new double[folds];
        for (int cut = 0; cut < folds; cut++) shares[cut] = (cut + 1.0) / (folds + 1);
        return TimeOrderedRows.Cut(time, shares).ExpandingFolds(isAnomaly, "choose fewer folds, or give rows of a longer time");
    }

    private static void CheckClasses(ReadOnlySpan<bool> isAnomaly)
    {
        int anomalies = isAnomaly.Count(true), normals = isAnomaly.Length - anomalies;
        if (anomalies < 2 || normals < 2) throw new ArgumentException($"There are {anomalies} anomalies and {normals} normal rows; a split needs at least 2 of each.", nameof(isAnomaly));
    }

    private static void CheckLength(ReadOnlySpan<bool> isAnomaly, int length, string name)
    {
        if (length != isAnomaly.Length) throw new ArgumentException($"{length} {name} do not fit {isAnomaly.Length} labels; there must be one a row.", name);
    }

    private static void CheckTime(ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> time)
    {
        CheckLength(isAnomaly, time.Length, nameof(time));
        int missing = 0, first = -1;
        for (int row = 0; row < time.Length; row++)
        {
            if (!double.IsNaN(time[row])) continue;
            if (missing++ == 0) first = row;
        }

        if (missing > 0) throw new ArgumentException($"The time of {missing} of {time.Length} rows is NaN, the first being row {first} (first = 0); a row without a time cannot be placed.", nameof(time));
    }

    private static void CheckFraction(double testFraction)
    {
        if (!(testFraction is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(testFraction), $"The test fraction is {Text(testFraction)}; it must be between 0 and 1.");
    }

    private static void CheckFolds(int folds, ReadOnlySpan<bool> isAnomaly)
    {
        if (folds < 2) throw new ArgumentOutOfRangeException(nameof(folds), $"There are to be {Text(folds)} folds; at least 2 are needed.");
        int anomalies = isAnomaly.Count(true), normals = isAnomaly.Length - anomalies;
        if (folds > anomalies) throw TooFew(folds, "anomalies", anomalies);
        if (folds > normals) throw TooFew(folds, "normal rows", normals);
    }

    private static ArgumentException TooFew(int folds, string ofClass, int count) =>
        new($"Of {folds} folds, the test part of {folds - count} would hold 0 {ofClass} of {count}; {folds} folds need at least {folds} rows of each class.", nameof(folds));

    private static string FractionRemedy(double testFraction) => $"the test fraction is {Text(testFraction)}: choose another, or give more rows of that class";

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
