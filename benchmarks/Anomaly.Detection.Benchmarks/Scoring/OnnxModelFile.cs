using System.Runtime.InteropServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>A forest as an ONNX model: a graph of one node, a TreeEnsembleClassifier of ai.onnx.ml 3, that takes X and gives label and prob.</summary>
/// <remarks>Numbers of fields are those of onnx.proto; its messages are Model, Graph, Node, Attribute and ValueInfo.</remarks>
internal static class OnnxModelFile
{
    public const string Input = "X";
    public const string Label = "label";
    public const string Probability = "prob";

    private const string Domain = "ai.onnx.ml";
    private const int IrVersion = 8;
    private const int OperatorSet = 15;
    private const int TreeOperatorSet = 3;

    // TensorProto.DataType.
    private const int Float = 1;
    private const int Int64 = 7;

    // AttributeProto.AttributeType.
    private const int TextAttribute = 3;
    private const int FloatsAttribute = 6;
    private const int IntegersAttribute = 7;
    private const int TextsAttribute = 8;

    public static byte[] Write(RandomForestModel forest)
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Message(7, graph => WriteGraph(graph, forest));
        model.Message(8, set => set.Integer(2, OperatorSet));
        model.Message(8, set =>
        {
            set.Text(1, Domain);
            set.Integer(2, TreeOperatorSet);
        });
        return model.ToArray();
    }

    private static void WriteGraph(ProtobufWriter graph, RandomForestModel forest)
    {
        graph.Message(1, node => WriteNode(node, new OnnxTreeNodes(forest)));
        graph.Text(2, "forest");
        WriteTensor(graph, 11, Input, Float, forest.FeatureCount);
        WriteTensor(graph, 12, Label, Int64, columns: null);
        WriteTensor(graph, 12, Probability, Float, columns: 2);
    }

    private static void WriteNode(ProtobufWriter node, OnnxTreeNodes nodes)
    {
        node.Text(1, Input);
        node.Text(2, Label);
        node.Text(2, Probability);
        node.Text(4, "TreeEnsembleClassifier");
        node.Text(7, Domain);
        Integers(node, "nodes_treeids", nodes.Tree);
        Integers(node, "nodes_nodeids", nodes.Node);
        Integers(node, "nodes_featureids", nodes.Feature);
        Floats(node, "nodes_values", nodes.Threshold);
        Texts(node, "nodes_modes", nodes.IsLeaf.Select(isLeaf => isLeaf ? "LEAF" : "BRANCH_LEQ"));
        Integers(node, "nodes_truenodeids", nodes.TrueNode);
        Integers(node, "nodes_falsenodeids", nodes.FalseNode);
        Integers(node, "nodes_missing_value_tracks_true", nodes.MissingTracksTrue);
        Integers(node, "class_treeids", nodes.LeafTree);
        Integers(node, "class_nodeids", nodes.LeafNode);

        // Weights of class 1 alone: the runtime then adds one number a leaf instead of two.
        Integers(node, "class_ids", [.. nodes.LeafTree.Select(_ => 1L)]);
        Floats(node, "class_weights", nodes.LeafWeight);
        Integers(node, "classlabels_int64s", [0, 1]);
        Attribute(node, "post_transform", TextAttribute, attribute => attribute.Text(4, "NONE"));
    }

    // Any number of rows; without columns, one number a row.
    private static void WriteTensor(ProtobufWriter graph, int field, string name, int type, int? columns) => graph.Message(field, value =>
    {
        value.Text(1, name);
        value.Message(2, kind => kind.Message(1, tensor =>
        {
            tensor.Integer(1, type);
            tensor.Message(2, shape =>
            {
                shape.Message(1, _ => { });
                if (columns is { } count) shape.Message(1, dimension => dimension.Integer(1, count));
            });
        }));
    });

    private static void Integers(ProtobufWriter node, string name, List<long> values) =>
        Attribute(node, name, IntegersAttribute, attribute => attribute.Integers(8, CollectionsMarshal.AsSpan(values)));

    private static void Floats(ProtobufWriter node, string name, List<float> values) =>
        Attribute(node, name, FloatsAttribute, attribute => attribute.Floats(7, CollectionsMarshal.AsSpan(values)));

    private static void Texts(ProtobufWriter node, string name, IEnumerable<string> values) => Attribute(node, name, TextsAttribute, attribute =>
    {
        foreach (string value in values) attribute.Text(9, value);
    });

    private static void Attribute(ProtobufWriter node, string name, int type, Action<ProtobufWriter> writeValue) => node.Message(5, attribute =>
    {
        attribute.Text(1, name);
        writeValue(attribute);
        attribute.Integer(20, type);
    });
}
