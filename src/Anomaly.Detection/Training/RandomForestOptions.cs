using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How a random forest is trained (scikit-learn's <c>RandomForestClassifier</c>).</summary>
/// <remarks>Each tree also follows the options of <see cref="TreeOptions"/>; a forest draws √features at a node and balances the classes unless told otherwise.</remarks>
public sealed record RandomForestOptions : TreeOptions, ILearnerOptions
{
    string ILearnerOptions.Algorithm => "random-forest";

    /// <summary>The number of trees, in [1, 100,000]: what a model file may hold. Default: 200.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int TreeCount
    {
        get;
        init => field = OptionGuard.Within(1, 100_000, value);
    }

    = 200;

    /// <summary>Whether each tree sees a sample of the rows, drawn with replacement. Default: true. Without, there are no out-of-bag scores.</summary>
    public bool Bootstrap { get; init; } = true;

    /// <summary>How many rows are drawn for a tree, as a share of all; in (0, 1]. Default: 1. Below 1 only with <see cref="Bootstrap"/>.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double MaxSamples
    {
        get;
        init => field = OptionGuard.AboveWithin(0, 1, value);
    }

    = 1;

    /// <summary>
    /// How many rows of each class are drawn for a tree, such as <see cref="ClassSamples.Balanced"/>. Default: null, rows are drawn whatever their class.
    /// Only with <see cref="Bootstrap"/>, with a <see cref="MaxSamples"/> of 1, and on sets without groups.
    /// </summary>
    /// <remarks><see cref="ClassWeight.Balanced"/> then balances the draws: where both classes have the same number, every row weighs 1.</remarks>
    public ClassSamples? ClassSamples { get; init; }

    /// <summary>Whether every row is also scored by the trees that did not see it. Default: true. Without, training takes up to about a third less time, and nothing is known out of bag: no honest threshold, no early stop.</summary>
    public bool OutOfBag { get; init; } = true;

    /// <summary>
    /// When to stop before <see cref="TreeCount"/> trees, because more bring nothing. Default: null, never. Only with <see cref="Bootstrap"/> and
    /// <see cref="OutOfBag"/>. The forest is the first trees of the one trained without.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Most threads that work at once; at least 1. Default: null, as many as the machine has processors. The result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads
    {
        get;
        init => field = OptionGuard.AtLeast(1, value);
    }

    /// <summary>The rules between two options.</summary>
    internal void Check()
    {
        if (!Bootstrap && MaxSamples < 1) OptionGuard.Throw(nameof(MaxSamples), "1 when Bootstrap is false", NumberText.Format(MaxSamples));
        if (EarlyStopping is { } stopping && !(Bootstrap && OutOfBag)) OptionGuard.Throw(nameof(EarlyStopping), "null unless Bootstrap and OutOfBag are true", stopping.ToString());
        if (ClassSamples is { } samples)
        {
            if (!Bootstrap) OptionGuard.Throw(nameof(ClassSamples), "null when Bootstrap is false", samples.ToString());
            if (MaxSamples < 1) OptionGuard.Throw(nameof(MaxSamples), "1 when ClassSamples is given", NumberText.Format(MaxSamples));
        }
    }
}
