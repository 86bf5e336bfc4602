using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>The nodes of a forest as the attributes of ONNX's TreeEnsembleClassifier: one entry a node, and one more a leaf.</summary>
internal sealed class OnnxTreeNodes
{
    public OnnxTreeNodes(RandomForestModel forest)
    {
        for (int tree = 0; tree < forest.Trees.Length; tree++)
        {
            DecisionTree nodes = forest.Trees[tree];
            for (int node = 0; node < nodes.NodeCount; node++) Add(tree, node, nodes, forest.Trees.Length);
        }
    }

    public List<long> Tree { get; } = [];

    public List<long> Node { get; } = [];

    public List<bool> IsLeaf { get; } = [];

    public List<long> Feature { get; } = [];

    public List<float> Threshold { get; } = [];

    public List<long> TrueNode { get; } = [];

    public List<long> FalseNode { get; } = [];

    public List<long> MissingTracksTrue { get; } = [];

    public List<long> LeafTree { get; } = [];

    public List<long> LeafNode { get; } = [];

    public List<float> LeafWeight { get; } = [];

    private void Add(int tree, int node, DecisionTree nodes, int treeCount)
    {
        bool isLeaf = nodes.Feature[node] == DecisionTree.Leaf;
        Tree.Add(tree);
        Node.Add(node);
        IsLeaf.Add(isLeaf);
        Feature.Add(isLeaf ? 0 : nodes.Feature[node]);
        Threshold.Add(nodes.Threshold[node]);
        TrueNode.Add(isLeaf ? 0 : node + 1);
        FalseNode.Add(nodes.RightChild[node]);
        MissingTracksTrue.Add(nodes.MissingGoesLeft[node] ? 1 : 0);
        if (!isLeaf) return;
        LeafTree.Add(tree);
        LeafNode.Add(node);

        // ONNX adds up the weights of the leaves: each brings its share of the mean.
        LeafWeight.Add((float)(nodes.Value[node] / treeCount));
    }
}
