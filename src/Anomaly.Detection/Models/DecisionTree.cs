using System.Globalization;
using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Models;

/// <summary>A binary decision tree as parallel arrays in preorder. Immutable.</summary>
/// <remarks>
/// <code>
///        0: x2 ≤ 0.5           node     0  1  2  3  4
///        /        \            feature  2 −1  0 −1 −1
///    1: leaf    2: x0 ≤ 7      right    2  –  4  –  –
///               /     \
///           3: leaf  4: leaf
/// </code>
/// The left child of a split is the node after it, and which node is the right child follows from where the splits are: it is the node
/// after the left subtree. So a sequence of splits and leaves is a tree exactly when, counted from the front, leaves outnumber splits by
/// one for the first time at its end, and no array of child indexes can be wrong. A row goes left when its value is ≤ the threshold; a
/// missing value goes the way that was learned.
/// </remarks>
public sealed class DecisionTree
{
    /// <summary>Stands in <see cref="Feature"/> for a leaf.</summary>
    public const int Leaf = -1;

    private readonly int[] _feature;
    private readonly float[] _threshold;
    private readonly bool[] _missingGoesLeft;
    private readonly int[] _rightChild;
    private readonly double[] _value;
    private readonly double[] _cover;

    private DecisionTree(int[] feature, float[] threshold, bool[] missingGoesLeft, int[] rightChild, double[] value, double[] cover, int depth)
    {
        _feature = feature;
        _threshold = threshold;
        _missingGoesLeft = missingGoesLeft;
        _rightChild = rightChild;
        _value = value;
        _cover = cover;
        Depth = depth;
    }

    /// <summary>The number of nodes, splits and leaves together; odd.</summary>
    public int NodeCount => _feature.Length;

    /// <summary>The number of leaves, one more than there are splits.</summary>
    public int LeafCount => (NodeCount + 1) / 2;

    /// <summary>The number of splits on the longest way from the root to a leaf; 0 for a single leaf.</summary>
    public int Depth { get; }

    /// <summary>Per node: the feature that is asked for, or <see cref="Leaf"/>.</summary>
    public ReadOnlySpan<int> Feature => _feature;

    /// <summary>Per node: left when the value is ≤ this. 0 at leaves.</summary>
    public ReadOnlySpan<float> Threshold => _threshold;

    /// <summary>Per node: whether a missing value goes left. False at leaves.</summary>
    public ReadOnlySpan<bool> MissingGoesLeft => _missingGoesLeft;

    /// <summary>Per node: the right child; the left one is the next node. 0 at leaves.</summary>
    public ReadOnlySpan<int> RightChild => _rightChild;

    /// <summary>Per node: what a row that ends here scores; at a split, the mean of its leaves by cover.</summary>
    public ReadOnlySpan<double> Value => _value;

    /// <summary>Per node: the weight of the training rows that came here; at a split, the sum of its children.</summary>
    public ReadOnlySpan<double> Cover => _cover;

    /// <summary>Makes a tree from its nodes in preorder.</summary>
    /// <param name="feature">Per node: the feature that is asked for, or <see cref="Leaf"/>.</param>
    /// <param name="splitThreshold">Per split, in preorder: left when the value is ≤ this; finite.</param>
    /// <param name="splitMissingGoesLeft">Per split, in preorder: whether a missing value goes left.</param>
    /// <param name="leafValue">Per leaf, in preorder: the score; finite.</param>
    /// <param name="leafCover">Per leaf, in preorder: the weight of training rows; finite, ≥ 0.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="ArgumentException">The arrays are not a tree; the message names the node.</exception>
    public static DecisionTree FromPreorder(
        ReadOnlySpan<int> feature,
        ReadOnlySpan<float> splitThreshold,
        ReadOnlySpan<bool> splitMissingGoesLeft,
        ReadOnlySpan<double> leafValue,
        ReadOnlySpan<double> leafCover)
    {
        DecisionTree tree = TryFromPreorder(feature, splitThreshold, splitMissingGoesLeft, leafValue, leafCover, out TreeFault? fault)
            ?? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Node {fault!.Node}: {fault.Problem}"), nameof(feature));
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (!double.IsFinite(tree._cover[node]) || !double.IsFinite(tree._value[node])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Node {node}: the covers and values of its leaves are too large to be added"), nameof(leafCover));
        }

        return tree;
    }

    /// <summary>As <see cref="FromPreorder"/>, but tells of a fault instead of throwing.</summary>
    /// <inheritdoc cref="FromPreorder"/>
    /// <param name="feature">Per node: the feature that is asked for, or <see cref="Leaf"/>.</param>
    /// <param name="splitThreshold">Per split, in preorder: left when the value is ≤ this; finite.</param>
    /// <param name="splitMissingGoesLeft">Per split, in preorder: whether a missing value goes left.</param>
    /// <param name="leafValue">Per leaf, in preorder: the score; finite.</param>
    /// <param name="leafCover">Per leaf, in preorder: the weight of training rows; finite, ≥ 0.</param>
    /// <param name="fault">The first fault, or null.</param>
    /// <returns>The tree, or null where there is a fault.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static DecisionTree? TryFromPreorder(
        ReadOnlySpan<int> feature,
        ReadOnlySpan<float> splitThreshold,
        ReadOnlySpan<bool> splitMissingGoesLeft,
        ReadOnlySpan<double> leafValue,
        ReadOnlySpan<double> leafCover,
        out TreeFault? fault)
    {
        int[]? rightChild = PreorderShape.TryFindRightChildren(feature, out int depth, out fault);
        if (rightChild is null) return null;
        int splitCount = feature.Length / 2;
        if (splitThreshold.Length != splitCount || splitMissingGoesLeft.Length != splitCount || leafValue.Length != splitCount + 1 || leafCover.Length != splitCount + 1)
        {
            fault = new TreeFault(0, "length", $"{splitCount} splits and {splitCount + 1} leaves do not fit {splitThreshold.Length} thresholds, {splitMissingGoesLeft.Length} directions, {leafValue.Length} values and {leafCover.Length} covers");
            return null;
        }

        if (!AreSound(splitThreshold, leafValue, leafCover))
        {
            fault = FindFault(feature, splitThreshold, leafValue, leafCover);
            return null;
        }

        float[] threshold = GC.AllocateUninitializedArray<float>(feature.Length);
        bool[] missingGoesLeft = GC.AllocateUninitializedArray<bool>(feature.Length);
        double[] value = GC.AllocateUninitializedArray<double>(feature.Length);
        double[] cover = GC.AllocateUninitializedArray<double>(feature.Length);
        int split = splitCount - 1;
        int leaf = splitCount;

        // Children come after their parent, so one pass from the back sees both of them first.
        for (int node = feature.Length - 1; node >= 0; node--)
        {
            if (feature[node] == Leaf)
            {
                threshold[node] = 0;
                missingGoesLeft[node] = false;
                value[node] = leafValue[leaf];
                cover[node] = leafCover[leaf--];
                continue;
            }

            int left = node + 1;
            int right = rightChild[node];
            double sum = cover[left] + cover[right];
            threshold[node] = splitThreshold[split];
            missingGoesLeft[node] = splitMissingGoesLeft[split--];
            cover[node] = sum;
            value[node] = sum > 0
                ? ((value[left] * cover[left]) + (value[right] * cover[right])) / sum
                : (value[left] + value[right]) / 2;
        }

        return new DecisionTree(feature.ToArray(), threshold, missingGoesLeft, rightChild, value, cover, depth);
    }

    /// <summary>The same tree with other thresholds.</summary>
    /// <param name="threshold">Per node; not NaN. Below all floats (−∞) sends every value right.</param>
    internal DecisionTree WithThresholds(float[] threshold) => new(_feature, threshold, _missingGoesLeft, _rightChild, _value, _cover, Depth);

    /// <summary>The leaf that a row ends in.</summary>
    /// <param name="row">Encoded features; NaN is missing.</param>
    /// <returns>Index of the leaf among the nodes.</returns>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        int node = 0;
        while (_feature[node] != Leaf)
        {
            float value = row[_feature[node]];
            bool goesLeft = float.IsNaN(value) ? _missingGoesLeft[node] : value <= _threshold[node];
            node = goesLeft ? node + 1 : _rightChild[node];
        }

        return node;
    }

    /// <summary>The value of the leaf that a row ends in.</summary>
    /// <param name="row">Encoded features; NaN is missing.</param>
    /// <returns>The value.</returns>
    public double Score(ReadOnlySpan<float> row) => _value[LeafOf(row)];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreSound(ReadOnlySpan<float> splitThreshold, ReadOnlySpan<double> leafValue, ReadOnlySpan<double> leafCover)
    {
        bool areSound = true;
        foreach (float threshold in splitThreshold) areSound &= float.IsFinite(threshold);
        foreach (double value in leafValue) areSound &= double.IsFinite(value);
        foreach (double cover in leafCover) areSound &= cover >= 0 && cover <= double.MaxValue;
        return areSound;
    }

    // The first of the unsound numbers, in preorder.
    private static TreeFault? FindFault(ReadOnlySpan<int> feature, ReadOnlySpan<float> splitThreshold, ReadOnlySpan<double> leafValue, ReadOnlySpan<double> leafCover)
    {
        int split = 0;
        int leaf = 0;
        for (int node = 0; node < feature.Length; node++)
        {
            if (feature[node] != Leaf)
            {
                if (!float.IsFinite(splitThreshold[split++])) return new TreeFault(node, "threshold", "a threshold must be finite");
                continue;
            }

            if (!AreSound([], leafValue.Slice(leaf, 1), leafCover.Slice(leaf++, 1))) return new TreeFault(node, "leaf", "a leaf's value must be finite and its cover finite and not negative");
        }

        return null;
    }
}
