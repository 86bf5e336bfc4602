using System.Runtime.CompilerServices;

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
        for (int group = 0; group < thresholds.GroupCount; group++)
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

    /// <summary>The thresholds of one group of trees by strand, sorted.</summary>
    private sealed class GroupThresholds(ScoredTrees trees)
    {
        private readonly int[] _counts = new int[Strand.CountOf(trees.FeatureCount)];
        private readonly int[] _starts = new int[Strand.CountOf(trees.FeatureCount)];
        private readonly List<int> _strands = [];
        private float[] _thresholds = [];

        public int GroupCount => (trees.Trees.Length + CompactForest.GroupTrees - 1) / CompactForest.GroupTrees;

        /// <summary>The strands that the group has, ascending.</summary>
        public IReadOnlyList<int> Strands => _strands;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Collect(int group)
        {
            int first = group * CompactForest.GroupTrees;
            int end = Math.Min(first + CompactForest.GroupTrees, trees.Trees.Length);
            _counts.AsSpan().Clear();
            int splits = 0;
            for (int tree = first; tree < end; tree++)
            {
                ReadOnlySpan<int> features = trees.Trees[tree].Feature;
                ReadOnlySpan<bool> missingGoesLeft = trees.Trees[tree].MissingGoesLeft;
                for (int node = 0; node < features.Length; node++)
                {
                    if (features[node] < 0) continue;
                    _counts[Strand.Of(features[node], missingGoesLeft[node])]++;
                    splits++;
                }
            }

            _strands.Clear();
            if (_thresholds.Length < splits) _thresholds = new float[splits];
            int start = 0;
            for (int strand = 0; strand < _counts.Length; strand++)
            {
                if (_counts[strand] == 0) continue;
                _strands.Add(strand);
                _starts[strand] = start;
                start += _counts[strand];
                _counts[strand] = 0;
            }

            for (int tree = first; tree < end; tree++)
            {
                ReadOnlySpan<int> features = trees.Trees[tree].Feature;
                ReadOnlySpan<float> thresholds = trees.Trees[tree].Threshold;
                ReadOnlySpan<bool> missingGoesLeft = trees.Trees[tree].MissingGoesLeft;
                for (int node = 0; node < features.Length; node++)
                {
                    if (features[node] < 0) continue;
                    int strand = Strand.Of(features[node], missingGoesLeft[node]);
                    _thresholds[_starts[strand] + _counts[strand]++] = thresholds[node];
                }
            }
        }

        /// <summary>The distinct thresholds of a strand, ascending. −0 and 0 are one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public ReadOnlySpan<float> Ascending(int strand)
        {
            Span<float> thresholds = _thresholds.AsSpan(_starts[strand], _counts[strand]);
            thresholds.Sort();
            int distinct = 1;
            for (int i = 1; i < thresholds.Length; i++)
            {
                if (thresholds[i] != thresholds[distinct - 1]) thresholds[distinct++] = thresholds[i];
            }

            return thresholds[..distinct];
        }
    }
}
