using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Draws the features of a node without replacement, and remembers which are constant in it and so in all nodes below.</summary>
/// <remarks>
/// <code>
/// _features   [ drawn constants | constants of ancestors | found constant here | not drawn yet | drawn, evaluated ]
/// </code>
/// Fisher and Yates from the back, as in scikit-learn: a drawn constant counts as visited, but drawing goes on until one feature was not
/// constant. Nodes must come depth first, so that the constants of an ancestor still stand at the front when its second child is reached.
/// </remarks>
internal sealed class FeatureSampler
{
    private readonly int[] _features;
    private readonly int[] _constants;
    private readonly int _maxFeatures;
    private int _remaining;
    private int _visited;
    private int _knownConstants;
    private int _drawnConstants;
    private int _foundConstants;
    private int _drawn;

    public FeatureSampler(int featureCount, int maxFeatures)
    {
        _features = new int[featureCount];
        _constants = new int[featureCount];
        _maxFeatures = maxFeatures;
        Restart();
    }

    /// <summary>Constants of the node just sampled, ancestors' included; what its children begin with.</summary>
    public int ConstantCount => _knownConstants + _foundConstants;

    /// <summary>Begins a new tree.</summary>
    public void Restart()
    {
        for (int feature = 0; feature < _features.Length; feature++) _features[feature] = feature;
    }

    /// <summary>Begins a node whose ancestors found so many constants.</summary>
    public void BeginNode(int knownConstants)
    {
        _knownConstants = knownConstants;
        _remaining = _features.Length;
        _visited = 0;
        _drawnConstants = 0;
        _foundConstants = 0;
    }

    /// <summary>Draws the next feature to look at.</summary>
    /// <returns>The feature, or −1 when enough were drawn.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(ref RandomStream random)
    {
        while (_remaining > ConstantCount && (_visited < _maxFeatures || _visited <= _foundConstants + _drawnConstants))
        {
            _visited++;
            int place = _drawnConstants + random.NextInt(_remaining - _foundConstants - _drawnConstants);
            if (place < _knownConstants)
            {
                Swap(place, _drawnConstants++);
                continue;
            }

            _drawn = place + _foundConstants;
            return _features[_drawn];
        }

        return -1;
    }

    /// <summary>Says that the feature drawn last is constant in the node.</summary>
    public void MarkConstant()
    {
        Swap(_drawn, ConstantCount);
        _foundConstants++;
    }

    /// <summary>Says that the feature drawn last was looked at.</summary>
    public void MarkEvaluated() => Swap(_drawn, --_remaining);

    /// <summary>Ends the node.</summary>
    public void EndNode()
    {
        // Drawing permuted the ancestors' constants; their nodes must find them as they were.
        _constants.AsSpan(0, _knownConstants).CopyTo(_features);
        _features.AsSpan(_knownConstants, _foundConstants).CopyTo(_constants.AsSpan(_knownConstants));
    }

    private void Swap(int a, int b) => (_features[a], _features[b]) = (_features[b], _features[a]);
}
