using System.Buffers;
using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>Explains an ensemble: each member's way from its base to its score becomes its way in the ensemble's mean, shared out in proportion.</summary>
internal sealed class EnsembleShap : ShapExplainer
{
    private readonly EnsembleModel _model;
    private readonly ImmutableArray<ShapExplainer> _members;

    public EnsembleShap(EnsembleModel model, ShapOptions options)
        : base(model.FeatureCount)
    {
        _model = model;
        _members = [.. model.Members.Select(member => Compile(member.Model, options))];
        double sum = 0;
        for (int member = 0; member < _members.Length; member++) sum += ShareOf(member, _members[member].BaseValue);
        BaseValue = model.ScoreOf(sum);
    }

    public override double BaseValue { get; }

    public override double SumOf(double score) => score;

    public override double ScoreOf(double sum) => sum;

    private protected override void ExplainRows(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        contributions.Clear();
        double[] memory = ArrayPool<double>.Shared.Rent(contributions.Length);
        Span<double> own = memory.AsSpan(0, contributions.Length);
        for (int member = 0; member < _members.Length; member++)
        {
            _members[member].Explain(rows, own);
            for (int start = 0; start < own.Length; start += FeatureCount) Add(member, own.Slice(start, FeatureCount), contributions.Slice(start, FeatureCount));
        }

        ArrayPool<double>.Shared.Return(memory);
    }

    private void Add(int member, ReadOnlySpan<double> own, Span<double> contributions)
    {
        double from = _members[member].BaseValue, way = 0;
        foreach (double contribution in own) way += contribution;
        if (way == 0) return;
        double scale = (ShareOf(member, from + way) - ShareOf(member, from)) / (way * _model.TotalWeight);
        for (int feature = 0; feature < own.Length; feature++) contributions[feature] += own[feature] * scale;
    }

    private double ShareOf(int member, double sum) => _model.Members[member].Share(_members[member].ScoreOf(sum));
}
