using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <content>The trees of the model as text and pictures.</content>
public sealed partial class AnomalyDetectionPredictor
{
    /// <summary>A tree of the model as indented text, in the words of the user's columns: raw numbers, names of classes, hours, dates.</summary>
    /// <param name="tree">Index of the tree, first = 0, below <see cref="ModelInfo.TreeCount"/>; those of an ensemble are counted through, member by member.</param>
    /// <param name="mostDepth">Splits on the way to the deepest nodes that are shown, at least 0. Default: null, all.</param>
    /// <returns>Lines as <see cref="Explanation.TreeText"/> writes them. Values are the tree's own: shares of anomalies under class weights, or of an isolation forest path lengths.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tree, or the depth is negative.</exception>
    /// <exception cref="NotSupportedException">The model has no trees.</exception>
    public string DescribeTree(int tree, int? mostDepth = null) => _trees.Value.Describe(tree, mostDepth);

    /// <summary>A tree of the model in DOT, the language of Graphviz, in the same words.</summary>
    /// <param name="tree">Index of the tree, as for <see cref="DescribeTree"/>.</param>
    /// <param name="mostDepth">Splits on the way to the deepest nodes that are drawn, at least 0. Default: null, all.</param>
    /// <returns>A whole <c>digraph</c>, as <see cref="Explanation.TreeDot"/> writes it; <c>dot -Tsvg</c> draws it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tree, or the depth is negative.</exception>
    /// <exception cref="NotSupportedException">The model has no trees.</exception>
    public string DrawTree(int tree, int? mostDepth = null) => _trees.Value.Draw(tree, mostDepth);

    /// <summary>The way of a record down a tree: a line per split, with what the record holds and which way it goes, and the leaf.</summary>
    /// <param name="record">Values by name of column.</param>
    /// <param name="tree">Index of the tree, as for <see cref="DescribeTree"/>.</param>
    /// <returns>Lines such as <c>clicks_count = 48: clicks_count > 31.5</c>, and last <c>→ 0.83 (8 %)</c>.</returns>
    /// <exception cref="RecordFormatException">As for <see cref="PredictSingle(IReadOnlyDictionary{string, FeatureValue})"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tree.</exception>
    /// <exception cref="NotSupportedException">The model has no trees.</exception>
    public string DescribePath(IReadOnlyDictionary<string, FeatureValue> record, int tree)
    {
        ArgumentNullException.ThrowIfNull(record);
        double[] cells = new double[_encoder.CellCount];
        _reader.Read(record, cells);
        return _trees.Value.DescribePath(cells, tree);
    }
}
