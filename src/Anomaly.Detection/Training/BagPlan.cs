using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How the bags of a forest are drawn. Immutable, so the bag of any tree can be drawn again at any time.</summary>
internal sealed class BagPlan
{
    private readonly RandomForestOptions _options;
    private readonly ClassDraws? _classDraws;

    /// <exception cref="ArgumentException">The classes are to be drawn apart, and the rows are in groups.</exception>
    public BagPlan(TrainingSet set, RandomForestOptions options)
    {
        _options = options;
        _classDraws = options.ClassSamples is { } samples ? ClassDraws.Of(set, samples) : null;
        RowWeightByClass = WeighClasses(set);
    }

    /// <summary>What a row of each class weighs in a bag on average, beyond its own weight, up to a common factor.</summary>
    public (double Normal, double Anomaly) RowWeightByClass { get; }

    /// <summary>Draws the bag of a tree.</summary>
    /// <returns>The tree's random numbers, behind those that the bag took.</returns>
    public RandomStream Draw(Bag bag, int tree)
    {
        var random = new RandomStream(_options.Seed, (ulong)tree);
        if (!_options.Bootstrap) bag.TakeAll(_options.ClassWeight);
        else if (_classDraws is null) bag.Draw(_options.MaxSamples, _options.ClassWeight, ref random);
        else bag.DrawClasses(_classDraws, _options.ClassWeight, ref random);
        return random;
    }

    private (double Normal, double Anomaly) WeighClasses(TrainingSet set)
    {
        if (_classDraws is null) return _options.ClassWeight.Resolve(set.NormalCount, set.AnomalyCount);
        (double normal, double anomaly) = _options.ClassWeight.Resolve(_classDraws.NormalDraws, _classDraws.AnomalyDraws);
        return (normal * _classDraws.NormalDraws / set.NormalCount, anomaly * _classDraws.AnomalyDraws / set.AnomalyCount);
    }
}
