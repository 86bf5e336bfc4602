using System.Collections.Immutable;
using System.Text;

namespace Anomaly.Detection;

/// <summary>Makes candidates of options and the values to try: every combination.</summary>
public static class CandidateGrid
{
    /// <summary>Most candidates of one grid: each is a training. Larger ones are refused, as no table of them could be read and their best would be the luckiest.</summary>
    public const int MostCandidates = 1000;

    /// <summary>Combines every value of each axis with every value of the others.</summary>
    /// <param name="name">What the names of candidates begin with; not blank.</param>
    /// <param name="baseOptions">What the axes vary.</param>
    /// <param name="axes">The options to vary, applied in order, under different names. Without any, there is one candidate, the base.</param>
    /// <returns>
    /// Candidates named as <c>forest depth=5 trees=100</c>, the last axis running fastest: depth=5 trees=100, depth=5 trees=200, depth=10 trees=100, …
    /// </returns>
    /// <exception cref="ArgumentException">
    /// Two axes have one name, one is null or gives no options, there would be more than <see cref="MostCandidates"/> candidates, or two of them would have the same options (an axis that
    /// changes nothing, or undoes another).
    /// </exception>
    public static ImmutableArray<DetectorCandidate> Vary(string name, AnomalyDetectorOptions baseOptions, params IReadOnlyList<GridAxis> axes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(baseOptions);
        ArgumentNullException.ThrowIfNull(axes);
        int count = CheckedCount(axes);
        var candidates = ImmutableArray.CreateBuilder<DetectorCandidate>(count);
        var known = new Dictionary<AnomalyDetectorOptions, string>();
        for (int number = 0; number < count; number++)
        {
            DetectorCandidate candidate = Make(name, baseOptions, axes, number, count);
            if (!known.TryAdd(candidate.Options, candidate.Name)) throw new ArgumentException($"Candidates '{known[candidate.Options]}' and '{candidate.Name}' have the same options; every value must change them.", nameof(axes));
            candidates.Add(candidate);
        }

        return candidates.MoveToImmutable();
    }

    // The number of a candidate has one digit an axis, the last axis the least significant.
    private static DetectorCandidate Make(string name, AnomalyDetectorOptions options, IReadOnlyList<GridAxis> axes, int number, int count)
    {
        var full = new StringBuilder(name);
        int rest = number, combinations = count;
        foreach (GridAxis axis in axes)
        {
            combinations /= axis.Steps.Length;
            GridStep step = axis.Steps[rest / combinations];
            rest %= combinations;
            full.Append(' ').Append(axis.Name).Append('=').Append(step.Text);
            options = step.Apply(options) ?? throw new ArgumentException($"Axis '{axis.Name}' gives no options for {step.Text}.", nameof(axes));
        }

        return new DetectorCandidate(full.ToString(), options);
    }

    private static int CheckedCount(IReadOnlyList<GridAxis> axes)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        long count = 1;
        for (int i = 0; i < axes.Count; i++)
        {
            if (axes[i] is not { } axis) throw new ArgumentException($"Axis {i} (first = 0) is null.", nameof(axes));
            if (!known.Add(axis.Name)) throw new ArgumentException($"Two axes are named '{axis.Name}'; names must differ.", nameof(axes));
            count *= axis.Steps.Length;
            if (count > MostCandidates) throw new ArgumentException($"The first {i + 1} of {axes.Count} axes make {count} candidates; a grid may have {MostCandidates}.", nameof(axes));
        }

        return (int)count;
    }
}
