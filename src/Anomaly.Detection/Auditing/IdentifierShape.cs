using System.Collections;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>Tells columns that name rows from columns that describe them.</summary>
/// <remarks>
/// A measurement may differ in every row too, so for numbers that is not enough. Names that are numbers are whole, hardly repeat, and count: they
/// rise (or fall) from row to row, or leave few gaps, at most three of four numbers in their range. Random whole numbers that leave so few gaps
/// repeat more often than the share allows.
/// </remarks>
internal static class IdentifierShape
{
    /// <summary>Fewer cells can all differ by chance.</summary>
    private const int FewestCells = 20;

    private const int NumbersPerRow = 4;

    /// <summary>Whether the training cells of a column look like names of rows.</summary>
    public static bool NamesRows(AuditContext context, int column)
    {
        double share = context.Options.IdentifierShare;
        Table training = context.TrainingTable;
        return training.Schema[column].Kind switch
        {
            FeatureKind.Numeric => Counts(training.Numeric(column), share),
            FeatureKind.Categorical or FeatureKind.Identifier => HardlyRepeats(context.Pool.Keys(column)[..training.RowCount], context.Pool.TextCount(column), share),
            _ => false,
        };
    }

    private static bool HardlyRepeats(ReadOnlySpan<ulong> keys, int textCount, double share)
    {
        var seen = new BitArray(textCount + 1);
        int present = 0, different = 0;
        foreach (ulong key in keys)
        {
            if (key == RowPool.Missing) continue;
            present++;
            if (seen[(int)key]) continue;
            seen[(int)key] = true;
            different++;
        }

        return present >= FewestCells && different > share * present;
    }

    private static bool Counts(ReadOnlySpan<double> numbers, double share)
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity, last = double.NaN;
        int present = 0;
        bool rises = true, falls = true;
        foreach (double number in numbers)
        {
            if (double.IsNaN(number)) continue;
            if (Math.Floor(number) != number) return false;
            present++;
            least = Math.Min(least, number);
            greatest = Math.Max(greatest, number);
            rises &= !(number <= last);
            falls &= !(number >= last);
            last = number;
        }

        if (present < FewestCells) return false;
        if (rises || falls) return true;
        double range = greatest - least + 1;
        return range <= (double)NumbersPerRow * present && range < int.MaxValue && CountDifferent(numbers, least, (int)range) > share * present;
    }

    private static int CountDifferent(ReadOnlySpan<double> numbers, double least, int range)
    {
        var seen = new BitArray(range);
        int different = 0;
        foreach (double number in numbers)
        {
            if (double.IsNaN(number) || seen[(int)(number - least)]) continue;
            seen[(int)(number - least)] = true;
            different++;
        }

        return different;
    }
}
