using System.Buffers;
using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>Explains a forest: shares out the sum of leaf values, and turns it into the unit of the model.</summary>
internal sealed class ForestShap : ShapExplainer
{
    private readonly ImmutableArray<SplitProjection> _projections;
    private readonly int _playerCount;
    private readonly IShapEngine _engine;
    private readonly double _unit;
    private readonly bool _isLogarithm;

    public ForestShap(ITreeModel model, ShapOptions options)
        : base(model.FeatureCount)
    {
        var isolation = model as IsolationForestModel;
        _projections = isolation?.Projections ?? [];
        _playerCount = FeatureCount + _projections.Length;
        _isLogarithm = isolation is not null;
        _unit = isolation is null ? 1.0 / model.Trees.Length : LogScorePerSum(isolation);
        var forest = new ShapForest([.. model.Trees.Select(tree => ShapTree.Of(tree, _playerCount))], _playerCount);
        _engine = options.Background is { } background
            ? new InterventionalShap(forest, model.Trees, RowsOf(background))
            : new PathDependentShap(forest, SumOfRoots(model.Trees));
        BaseValue = _engine.BaseSum * _unit;
    }

    public override double BaseValue { get; }

    public override double SumOf(double score) => !_isLogarithm ? score : score > 0 ? Logarithm.Log2(score) : LeastLogarithm;

    public override double ScoreOf(double sum) => _isLogarithm ? Exponential.Exp2(sum) : sum;

    private protected override void ExplainRows(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        if (_projections.IsEmpty)
        {
            _engine.Explain(rows, contributions);
        }
        else
        {
            int rowCount = rows.Length / FeatureCount;
            float[] asked = ArrayPool<float>.Shared.Rent(rowCount * _playerCount);
            double[] shares = ArrayPool<double>.Shared.Rent(rowCount * _playerCount);
            for (int row = 0; row < rowCount; row++) Project(rows.Slice(row * FeatureCount, FeatureCount), asked.AsSpan(row * _playerCount, _playerCount));
            _engine.Explain(asked.AsSpan(0, rowCount * _playerCount), shares.AsSpan(0, rowCount * _playerCount));
            for (int row = 0; row < rowCount; row++) HandOn(shares.AsSpan(row * _playerCount, _playerCount), contributions.Slice(row * FeatureCount, FeatureCount));
            ArrayPool<double>.Shared.Return(shares);
            ArrayPool<float>.Shared.Return(asked);
        }

        for (int i = 0; i < contributions.Length; i++) contributions[i] *= _unit;
    }

    // A longer path is less anomalous, so the sign turns.
    private static double LogScorePerSum(IsolationForestModel model)
    {
        double normaliser = AveragePathLength.Of(model.SampleSize, model.PathLengths);
        return normaliser > 0 ? -1 / (normaliser * model.Trees.Length) : 0;
    }

    private static double SumOfRoots(ImmutableArray<DecisionTree> trees)
    {
        double sum = 0;
        foreach (DecisionTree tree in trees) sum += tree.Value[0];
        return sum;
    }

    private void Project(ReadOnlySpan<float> row, Span<float> asked)
    {
        row.CopyTo(asked);
        for (int projection = 0; projection < _projections.Length; projection++) asked[FeatureCount + projection] = _projections[projection].Of(row);
    }

    // A projection's part belongs to all features that it reads alike.
    private void HandOn(ReadOnlySpan<double> shares, Span<double> contributions)
    {
        shares[..FeatureCount].CopyTo(contributions);
        for (int projection = 0; projection < _projections.Length; projection++)
        {
            ImmutableArray<int> features = _projections[projection].Features;
            double each = shares[FeatureCount + projection] / features.Length;
            foreach (int feature in features) contributions[feature] += each;
        }
    }

    private float[] RowsOf(FeatureMatrix background)
    {
        float[] rows = new float[background.RowCount * _playerCount];
        float[] row = new float[FeatureCount];
        for (int i = 0; i < background.RowCount; i++)
        {
            background.CopyRow(i, row);
            Project(row, rows.AsSpan(i * _playerCount, _playerCount));
        }

        return rows;
    }
}
