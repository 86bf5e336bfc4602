using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>The features that the rows of a node may still be told apart by, drawn without replacement. Owns the scratch memory of one worker.</summary>
/// <remarks>
/// <code>
///  features  [ constant above | constant here | taken | not drawn yet | told apart by missing values only ]
///                             ↑ Constants             ↑               ↑ End
/// </code>
/// Below a node nobody touches what stands before its constants, so they stay known to its children.
/// </remarks>
internal sealed class IsolationCandidates(IsolationRows rows, int featureCount)
{
    private readonly int[] _features = new int[featureCount];
    private readonly ValueRange[] _ranges = new ValueRange[featureCount];

    /// <summary>How many features are known to be constant in the node.</summary>
    public int Constants { get; private set; }

    /// <summary>Features that were drawn and tell rows apart, in the order drawn.</summary>
    public ReadOnlySpan<int> Taken => _features.AsSpan(Constants, TakenCount);

    private int TakenCount { get; set; }

    /// <summary>Begins a tree.</summary>
    public void Begin()
    {
        for (int feature = 0; feature < _features.Length; feature++) _features[feature] = feature;
    }

    /// <summary>What values of a taken feature the node holds.</summary>
    public ValueRange RangeOf(int feature) => _ranges[feature];

    /// <summary>Draws features that tell the rows of a node apart.</summary>
    /// <param name="start">First place of the node.</param>
    /// <param name="end">Place after its last one.</param>
    /// <param name="knownConstants">How many features are constant above it.</param>
    /// <param name="wanted">How many are wanted; there may be fewer.</param>
    /// <param name="bySpread">Whether values must differ, so that a feature told apart by missing values only is passed over.</param>
    /// <param name="random">What is drawn from.</param>
    public void Draw(int start, int end, int knownConstants, int wanted, bool bySpread, ref RandomStream random)
    {
        Constants = knownConstants;
        TakenCount = 0;
        int last = _features.Length;
        while (TakenCount < wanted && Constants + TakenCount < last)
        {
            int next = Constants + TakenCount;
            Swap(next, next + random.NextInt(last - next));
            int feature = _features[next];
            ValueRange range = rows.RangeOf(feature, start, end);
            _ranges[feature] = range;
            if (range.HasSpread || (range.CanSplit && !bySpread))
            {
                TakenCount++;
            }
            else if (range.CanSplit)
            {
                Swap(next, --last);
            }
            else
            {
                // The first of the taken ones makes room.
                Swap(next, Constants++);
            }
        }
    }

    private void Swap(int left, int right) => (_features[left], _features[right]) = (_features[right], _features[left]);
}
