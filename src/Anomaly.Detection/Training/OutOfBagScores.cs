using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Training;

/// <summary>Adds up what the trees say of the rows they did not see.</summary>
/// <remarks>Sums are of doubles, so their order matters: trees must be added in tree order.</remarks>
internal sealed class OutOfBagScores(int rowCount)
{
    private readonly double[] _sums = new double[rowCount];
    private readonly int[] _counts = new int[rowCount];

    /// <summary>Adds the next tree.</summary>
    public void Add(UnseenScores tree)
    {
        int start = 0;
        foreach ((int end, double value) in tree.Leaves)
        {
            foreach (int row in tree.Rows[start..end])
            {
                _sums[row] += value;
                _counts[row]++;
            }

            start = end;
        }
    }

    public ImmutableArray<int> Counts() => [.. _counts];

    /// <summary>The mean of one row so far; NaN where every tree saw it.</summary>
    public double Mean(int row) => _counts[row] == 0 ? double.NaN : _sums[row] / _counts[row];

    public ImmutableArray<double> Means()
    {
        double[] means = new double[_sums.Length];
        for (int row = 0; row < means.Length; row++) means[row] = Mean(row);
        return ImmutableCollectionsMarshal.AsImmutableArray(means);
    }
}
