using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Inference;

/// <summary>The thresholds of one group of trees by strand, sorted.</summary>
internal sealed class GroupThresholds(ScoredTrees trees)
{
    private readonly int[] _counts = new int[Strand.CountOf(trees.FeatureCount)];
    private readonly int[] _starts = new int[Strand.CountOf(trees.FeatureCount)];
    private readonly List<int> _strands = [];
    private float[] _thresholds = [];

    /// <summary>The strands that the group has, ascending.</summary>
    public IReadOnlyList<int> Strands => _strands;

    /// <summary>Takes the thresholds of a group in place of those before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Collect(int group)
    {
        (int first, int end) = TreeGroups.Of(group, trees.Trees.Length);
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
