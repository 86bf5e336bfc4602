using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>When a forest has trees enough: once further ones do not make its out-of-bag scores better.</summary>
/// <remarks>
/// <para>
/// The loss after each tree is the Brier score, the mean of (score − label)² over the rows that some tree did not see, weighted as the trees
/// weigh rows and classes. Training stops when for <see cref="Patience"/> trees it was never lower than the best so far by more than a
/// <see cref="Tolerance"/>. It is looked at in tree order, so the number of trees does not depend on threads.
/// </para>
/// <para>The rule is that of H2O (<c>stopping_rounds</c>, <c>stopping_tolerance</c>) and scikit-learn (<c>n_iter_no_change</c>, <c>tol</c>), one tree at a time.</para>
/// </remarks>
public sealed record EarlyStopping
{
    /// <summary>Trees in a row that must bring nothing; at least 1. Default: 20.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int Patience { get; init => field = OptionGuard.AtLeast(1, value); } = 20;

    /// <summary>The share of the loss that it must fall by to count as better, in [0, 1]. Default: 0.001.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Tolerance { get; init => field = OptionGuard.Within(0, 1, value); } = 0.001;

    /// <summary>The options as text: <c>patience 20, tolerance 0.001</c>.</summary>
    /// <inheritdoc/>
    public override string ToString() => $"patience {NumberText.Format(Patience)}, tolerance {NumberText.Format(Tolerance)}";
}
