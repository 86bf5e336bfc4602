using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>How the importance of features is measured by permuting them.</summary>
public sealed record PermutationOptions
{
    /// <summary>What is to fall when a feature is permuted; greater must be better. Default: <see cref="Metrics.RocAuc(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public ScoreMetric Metric
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    = Metrics.RocAuc;

    /// <summary>How often each feature is permuted, in [1, 1000]; scikit-learn's <c>n_repeats</c>. Default: 5. The error falls with the square root of it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int Repeats
    {
        get;
        init => field = OptionGuard.Within(1, 1000, value);
    }

    = 5;

    /// <summary>Where the random numbers begin; any value. Default: 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Most threads that work at once; at least 1. Default: null, as many as the machine has processors. The result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads
    {
        get;
        init => field = OptionGuard.AtLeast(1, value);
    }

    /// <summary>Opens the random numbers of one permutation.</summary>
    /// <remarks>Streams of features begin at 2³², behind those that trees draw from, so that one seed may serve both.</remarks>
    internal RandomStream Open(int feature, int repeat) => new(Seed, (((ulong)feature + 1) << 32) | (uint)repeat);
}
