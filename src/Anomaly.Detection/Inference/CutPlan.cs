namespace Anomaly.Detection.Inference;

/// <summary>Shares the thresholds of a forest out to columns: for every strand, the longest runs of tree groups whose thresholds one column holds.</summary>
internal sealed class CutPlan
{
    private readonly List<CutSegment>?[] _segments;

    private CutPlan(List<CutSegment>?[] segments)
    {
        _segments = segments;
        SlotOf = new int[segments.Length];
        for (int strand = 0; strand < segments.Length; strand++)
        {
            SlotOf[strand] = SlotCount;
            SlotCount += segments[strand]?.Max(segment => segment.ColumnCount) ?? 0;
        }
    }

    /// <summary>Per strand its first slot; a strand has as many as its segment of most columns.</summary>
    public int[] SlotOf { get; }

    public int SlotCount { get; }

    public static CutPlan Make(ScoredTrees trees)
    {
        var segments = new List<CutSegment>?[Strand.CountOf(trees.FeatureCount)];
        var thresholds = new GroupThresholds(trees);
        for (int group = 0; group < TreeGroups.CountOf(trees.Trees.Length); group++)
        {
            thresholds.Collect(group);
            foreach (int strand in thresholds.Strands)
            {
                ReadOnlySpan<float> ascending = thresholds.Ascending(strand);
                List<CutSegment> run = segments[strand] ??= [];
                if (run.Count == 0 || !run[^1].TryAdd(ascending)) run.Add(new CutSegment(strand, group, ascending.ToArray()));
            }
        }

        return new CutPlan(segments);
    }

    /// <summary>Per strand the segment that holds in a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="current">The segments of the group before it; those that begin are put in their place.</param>
    /// <param name="next">Per strand the segment that comes next.</param>
    /// <param name="begun">Receives what begins.</param>
    public void Enter(int group, CutSegment?[] current, int[] next, List<CutSegment> begun)
    {
        begun.Clear();
        for (int strand = 0; strand < _segments.Length; strand++)
        {
            if (_segments[strand] is not { } run || next[strand] == run.Count || run[next[strand]].FirstGroup != group) continue;
            CutSegment segment = run[next[strand]++];
            current[strand] = segment;
            begun.Add(segment);
        }
    }
}
