namespace Anomaly.Detection.Inference;

/// <summary>Trees in groups, in their order: those of a group share columns and are walked down at the same time.</summary>
internal static class TreeGroups
{
    /// <summary>The trees of a group; the last group may have fewer.</summary>
    public const int Size = 8;

    /// <summary>The number of groups.</summary>
    public static int CountOf(int treeCount) => (treeCount + Size - 1) / Size;

    /// <summary>The trees of a group: the first, and the one after the last.</summary>
    public static (int First, int End) Of(int group, int treeCount) => (group * Size, Math.Min((group + 1) * Size, treeCount));
}
