using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>What decides how one tree grows; shared by <see cref="CartOptions"/> and <see cref="RandomForestOptions"/>.</summary>
public abstract record TreeOptions
{
    private protected TreeOptions()
    {
    }

    /// <summary>Most splits on the way from the root to a leaf; at least 0. Default: null, no limit.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxDepth
    {
        get;
        init => field = OptionGuard.AtLeast(0, value);
    }

    /// <summary>Fewest rows that a node must hold to be split; at least 2. Default: 2. Rows of a bag count once, however often they were drawn.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MinSamplesSplit
    {
        get;
        init => field = OptionGuard.AtLeast(2, value);
    }

    = 2;

    /// <summary>Fewest rows that a leaf may hold; at least 1. Default: 1. Rows of a bag count once, however often they were drawn.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MinSamplesLeaf
    {
        get;
        init => field = OptionGuard.AtLeast(1, value);
    }

    = 1;

    /// <summary>
    /// Smallest decrease of impurity that a split must bring, times the share of the tree's weight that its node holds; finite, at least 0. Default: 0.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double MinImpurityDecrease
    {
        get;
        init => field = OptionGuard.FiniteAtLeast(0, value);
    }

    /// <summary>Most leaves of a tree; at least 2. Default: null, no limit. With a limit, the node whose split helps most is split first.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxLeafNodes
    {
        get;
        init => field = OptionGuard.AtLeast(2, value);
    }

    /// <summary>How many features are drawn at a node. Default: <see cref="MaxFeatures.Sqrt"/> for a forest, <see cref="MaxFeatures.All"/> for a single tree.</summary>
    public MaxFeatures MaxFeatures { get; init; }

    /// <summary>What a split is to reduce. Default: <see cref="SplitCriterion.Gini"/>.</summary>
    /// <exception cref="OptionsException">Not a value of the enum.</exception>
    public SplitCriterion Criterion
    {
        get;
        init => field = OptionGuard.Defined(value);
    }

    /// <summary>Which way the score may go along each feature; one for each, or none. Default: <see cref="MonotonicConstraints.None"/>.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public MonotonicConstraints MonotonicConstraints
    {
        get;
        init => field = value ?? throw new OptionsException(nameof(MonotonicConstraints), "constraints", "null");
    }

    = MonotonicConstraints.None;

    /// <summary>How the best split of a node is looked for. Default: <see cref="SplitSearch.Auto"/> for a forest, <see cref="SplitSearch.Exact"/> for a single tree.</summary>
    public SplitSearch SplitSearch { get; init; }

    /// <summary>How much a row of each class weighs. Default: <see cref="ClassWeight.Balanced"/> for a forest, <see cref="ClassWeight.None"/> for a single tree.</summary>
    public ClassWeight ClassWeight { get; init; }

    /// <summary>Where the random numbers begin; any value. Default: 42.</summary>
    public ulong Seed { get; init; } = 42;
}
