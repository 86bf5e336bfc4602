using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How an isolation forest is trained (scikit-learn's <c>IsolationForest</c>).</summary>
public sealed record IsolationForestOptions : ILearnerOptions
{
    /// <summary>The number of trees, in [1, 100,000]. Default: 100.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int TreeCount { get; init => field = OptionGuard.Within(1, 100_000, value); } = 100;

    /// <summary>ψ: how many rows each tree draws, without replacement, at least 2; all rows where there are fewer. Default: 256.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int SampleSize { get; init => field = OptionGuard.AtLeast(2, value); } = 256;

    /// <summary>
    /// The share of training rows that the forest itself is to call outliers, in (0, 0.5]. It moves only the offset. Default: null, rows whose paths are
    /// shorter than average are outliers: an offset of one half.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? Contamination { get; init => field = value is { } share ? OptionGuard.AboveWithin(0, 0.5, share) : null; }

    /// <summary>How path lengths are completed below leaves of several rows. Default: <see cref="PathLengthForm.Exact"/>; scikit-learn approximates.</summary>
    /// <exception cref="OptionsException">Not a value of the enum.</exception>
    public PathLengthForm PathLengths { get; init => field = OptionGuard.Defined(value); }

    /// <summary>
    /// How many features a split combines beyond the first, at least 0 and below their number. Default: 0, splits are parallel to the axes. Above it, splits are
    /// planes in random directions (extended isolation forest).
    /// </summary>
    /// <exception cref="OptionsException">Negative.</exception>
    public int ExtensionLevel { get; init => field = OptionGuard.AtLeast(0, value); }

    /// <summary>How features that are categories are split. Default: <see cref="CategoricalSplits.Ordered"/>. Not with an <see cref="ExtensionLevel"/>.</summary>
    /// <exception cref="OptionsException">Not a value of the enum.</exception>
    public CategoricalSplits CategoricalSplits { get; init => field = OptionGuard.Defined(value); }

    /// <summary>Most splits on the way from the root to a leaf; at least 0. Default: null, ⌈log₂ ψ⌉, as many as a balanced tree needs.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxDepth { get; init => field = OptionGuard.AtLeast(0, value); }

    /// <summary>
    /// Whether the training rows are scored, by all trees and by those that did not draw them. Default: true. Without, a forest on many rows is trained in
    /// a fraction of the time; not with a <see cref="Contamination"/>, which needs the scores.
    /// </summary>
    public bool ScoreTrainingRows { get; init; } = true;

    /// <summary>Where the random numbers begin; any value. Default: 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Most threads that work at once; at least 1. Default: null, as many as the machine has processors. The result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads { get; init => field = OptionGuard.AtLeast(1, value); }

    string ILearnerOptions.Algorithm => "isolation-forest";

    /// <summary>The rules between two options.</summary>
    internal void Check()
    {
        if (Contamination is { } share && !ScoreTrainingRows) OptionGuard.Throw(nameof(Contamination), "null when ScoreTrainingRows is false", NumberText.Format(share));
        if (ExtensionLevel > 0 && CategoricalSplits == CategoricalSplits.RandomSubset) OptionGuard.Throw(nameof(CategoricalSplits), "Ordered when ExtensionLevel is above 0", nameof(CategoricalSplits.RandomSubset));
    }
}
