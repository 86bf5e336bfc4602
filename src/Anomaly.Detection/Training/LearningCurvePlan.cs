namespace Anomaly.Detection.Training;

/// <summary>The numbers of trees at which a learning curve has points.</summary>
internal static class LearningCurvePlan
{
    /// <summary>1, 2, 3, 4, 5, 7, 9, 12, … each about two fifths more than the one before, and all trees: 17 numbers for 200 trees.</summary>
    public static int[] Default(int treeCount)
    {
        var counts = new List<int>();
        for (int count = 1; count < treeCount; count += Math.Max(1, count * 2 / 5)) counts.Add(count);
        return [.. counts, treeCount];
    }

    /// <exception cref="ArgumentException">The numbers do not ascend, or one is no number of trees.</exception>
    public static void Check(ReadOnlySpan<int> treeCounts, int treeCount)
    {
        for (int i = 0; i < treeCounts.Length; i++)
        {
            if (treeCounts[i] < 1 || treeCounts[i] > treeCount) throw new ArgumentException($"A learning curve at {treeCounts[i]} trees was asked for, but the forest has {treeCount}; numbers must be in [1, {treeCount}].", nameof(treeCounts));
            if (i > 0 && treeCounts[i] <= treeCounts[i - 1]) throw new ArgumentException($"The numbers of trees must ascend, but {treeCounts[i]} follows {treeCounts[i - 1]}.", nameof(treeCounts));
        }
    }
}
