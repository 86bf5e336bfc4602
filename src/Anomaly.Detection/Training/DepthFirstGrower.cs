using System.Runtime.CompilerServices;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Splits nodes in preorder until none can be split.</summary>
internal sealed class DepthFirstGrower(TrainingRows rows, TreeOptions options, int threads) : TreeGrower(rows, options, threads)
{
    private readonly Stack<TreeNode> _open = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override DecisionTree Grow(Bag bag, ref RandomStream random, CancellationToken cancellationToken)
    {
        _open.Clear();
        _open.Push(Splitter.BeginTree(bag, cancellationToken));
        while (_open.TryPop(out TreeNode node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Split split = Splitter.FindSplit(node, ref random, out _);
            if (!split.Exists)
            {
                WriteLeaf(node);
                continue;
            }

            Writer.AddSplit(split);
            (TreeNode left, TreeNode right) = Splitter.HandDown(node, split, Splitter.Divide(node, split, Splitter.ConstantCount));
            _open.Push(right);
            _open.Push(left);
        }

        return Writer.Build();
    }
}
