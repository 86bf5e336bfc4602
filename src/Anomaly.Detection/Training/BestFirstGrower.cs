using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Splits the node first whose split helps most, until there are as many leaves as allowed.</summary>
internal sealed class BestFirstGrower(TrainingRows rows, TreeOptions options, int threads, int maxLeafNodes) : TreeGrower(rows, options, threads)
{
    private readonly List<Candidate> _nodes = [];

    // The largest decrease first; of equal ones, the node that was made first.
    private readonly PriorityQueue<int, (double MinusDecrease, int Index)> _frontier = new();

    public override DecisionTree Grow(Bag bag, ref RandomStream random, CancellationToken cancellationToken)
    {
        _nodes.Clear();
        _frontier.Clear();
        Add(Splitter.BeginTree(bag, cancellationToken), ref random);
        int leaves = 1;
        while (leaves < maxLeafNodes && _frontier.TryDequeue(out int index, out _))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Candidate candidate = _nodes[index];

            // Nodes are not met depth first here, so constants of ancestors are not carried down.
            (TreeNode left, TreeNode right) = Splitter.HandDown(candidate.Node, candidate.Split, Splitter.Divide(candidate.Node, candidate.Split, knownConstants: 0));
            _nodes[index] = candidate with { Left = Add(left, ref random), Right = Add(right, ref random) };
            leaves++;
        }

        return WriteInPreorder();
    }

    private int Add(in TreeNode node, ref RandomStream random)
    {
        int index = _nodes.Count;
        Split split = Splitter.FindSplit(node, ref random, out double decrease);
        _nodes.Add(new Candidate(node, split, -1, -1));
        if (split.Exists) _frontier.Enqueue(index, (-decrease, index));
        return index;
    }

    private DecisionTree WriteInPreorder()
    {
        var open = new Stack<int>([0]);
        while (open.TryPop(out int index))
        {
            Candidate candidate = _nodes[index];
            if (candidate.Left < 0)
            {
                WriteLeaf(candidate.Node);
                continue;
            }

            Writer.AddSplit(candidate.Split);
            open.Push(candidate.Right);
            open.Push(candidate.Left);
        }

        return Writer.Build();
    }

    private readonly record struct Candidate(TreeNode Node, Split Split, int Left, int Right);
}
