using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Which way the score may go along each feature, in feature order. Immutable; compared by content.</summary>
/// <remarks>
/// <para>Written as a list: <c>[Monotonicity.Increasing, Monotonicity.None]</c>. The empty list constrains nothing and fits any number of features.</para>
/// <para>
/// As in scikit-learn 1.4: a split of a constrained feature must have the values of its children in order, and its children's leaves stay on
/// their side of the middle between the two; leaf values beyond are moved to it. So every tree, and the forest, keeps the order for all rows,
/// not only those of the training.
/// </para>
/// <para>The order is one of values. A missing value is none: it may score more or less than any, whatever the constraint.</para>
/// </remarks>
[CollectionBuilder(typeof(MonotonicConstraints), nameof(Create))]
public sealed class MonotonicConstraints : IReadOnlyList<Monotonicity>, IEquatable<MonotonicConstraints>
{
    private readonly ImmutableArray<Monotonicity> _byFeature;

    private MonotonicConstraints(ImmutableArray<Monotonicity> byFeature) => _byFeature = byFeature;

    /// <summary>No constraints; the default.</summary>
    public static MonotonicConstraints None { get; } = new([]);

    /// <summary>How many features there are constraints for; 0 where nothing is constrained.</summary>
    public int Count => _byFeature.Length;

    /// <summary>Whether some feature is constrained.</summary>
    internal bool Any => _byFeature.AsSpan().ContainsAnyExcept(Monotonicity.None);

    /// <summary>The constraint of a feature.</summary>
    /// <param name="index">Index of the feature, first = 0.</param>
    public Monotonicity this[int index] => _byFeature[index];

    /// <summary>Makes constraints.</summary>
    /// <param name="byFeature">One for each feature, in feature order; or none.</param>
    /// <returns>The constraints.</returns>
    /// <exception cref="OptionsException">One is not a value of the enum.</exception>
    public static MonotonicConstraints Create(ReadOnlySpan<Monotonicity> byFeature)
    {
        foreach (Monotonicity constraint in byFeature) OptionGuard.Defined(constraint, nameof(MonotonicConstraints));
        return byFeature.IsEmpty ? None : new([.. byFeature]);
    }

    /// <summary>Refuses a set with another number of features.</summary>
    /// <exception cref="ArgumentException">There are constraints, but not one for each feature.</exception>
    internal void CheckFits(TrainingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (Count != 0 && Count != set.Features.FeatureCount) throw new ArgumentException($"{Count} monotonic constraints do not fit {set.Features.FeatureCount} features.", nameof(set));
    }

    /// <inheritdoc/>
    public IEnumerator<Monotonicity> GetEnumerator() => ((IEnumerable<Monotonicity>)_byFeature).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold the same constraints in the same order.</summary>
    /// <inheritdoc/>
    public bool Equals(MonotonicConstraints? other) => other is not null && _byFeature.AsSpan().SequenceEqual(other._byFeature.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MonotonicConstraints);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (Monotonicity constraint in _byFeature) hash.Add(constraint);
        return hash.ToHashCode();
    }

    /// <summary>The constraints as text: <c>none</c>, or <c>[Increasing, None]</c>.</summary>
    /// <inheritdoc/>
    public override string ToString() => Count == 0 ? "none" : $"[{string.Join(", ", _byFeature)}]";
}
