using System.Collections.Immutable;

namespace Anomaly.Detection.Data;

/// <summary>Which rows to train on and which to test on: two parts without a common row. Immutable.</summary>
/// <remarks>Made by <see cref="Splits"/>. Rows that stand in neither part, such as the future of a time-ordered fold, are left out.</remarks>
public sealed class TrainTestSplit
{
    /// <summary>Makes a split of one's own.</summary>
    /// <param name="train">Indexes of rows, first = 0, rising; at least one.</param>
    /// <param name="test">Indexes of rows, rising, none of which is in <paramref name="train"/>; at least one.</param>
    /// <exception cref="ArgumentException">A part is empty, an index is negative or not above the one before it, or a row is in both parts.</exception>
    public TrainTestSplit(ImmutableArray<int> train, ImmutableArray<int> test)
    {
        CheckRising(train, nameof(train));
        CheckRising(test, nameof(test));
        for (int i = 0, j = 0; i < train.Length && j < test.Length;)
        {
            if (train[i] == test[j]) throw new ArgumentException($"Row {train[i]} is in both parts; a row can be trained on or tested on, not both.", nameof(test));
            if (train[i] < test[j]) i++;
            else j++;
        }

        Train = train;
        Test = test;
    }

    /// <summary>Indexes of the rows to train on, in table order, first row = 0.</summary>
    public ImmutableArray<int> Train { get; }

    /// <summary>Indexes of the rows to test on, in table order, first row = 0.</summary>
    public ImmutableArray<int> Test { get; }

    private static void CheckRising(ImmutableArray<int> rows, string part)
    {
        if (rows.IsDefaultOrEmpty) throw new ArgumentException($"The {part} part holds 0 rows; it needs at least one.", part);
        int previous = -1;
        foreach (int row in rows)
        {
            if (row <= previous) throw new ArgumentException($"The {part} part holds row {row} after row {previous}; rows are numbered from 0 and stand in table order.", part);
            previous = row;
        }
    }
}
