using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection;

/// <summary>A small tree that imitates a predictor's probabilities, to be read as rules. Immutable.</summary>
/// <remarks>
/// A rough account of what the predictor does, never the predictor: <see cref="RSquared"/> and <see cref="SameDecisions"/> tell how rough, on rows that the tree did not see. Craven and
/// Shavlik, "Extracting tree-structured representations of trained networks" (1996).
/// </remarks>
public sealed class SurrogateTree
{
    internal SurrogateTree(DecisionTree tree, ImmutableArray<SurrogateRule> rules, SurrogateFit fit)
    {
        Tree = tree;
        Rules = rules;
        FittedRowCount = fit.FittedRowCount;
        JudgedRowCount = fit.JudgedRowCount;
        RSquared = fit.RSquared;
        SameDecisions = fit.SameDecisions;
    }

    /// <summary>The tree, over the encoder's features before scaling; a leaf's value is the mean of the predictor's probabilities in it.</summary>
    public DecisionTree Tree { get; }

    /// <summary>One rule per leaf, the greatest probability first. Every row fits exactly one; of a feature that was never missing it is not said where missing values go.</summary>
    public ImmutableArray<SurrogateRule> Rules { get; }

    /// <summary>The number of rows that the tree was fitted to.</summary>
    public int FittedRowCount { get; }

    /// <summary>The number of other rows that it was judged by.</summary>
    public int JudgedRowCount { get; }

    /// <summary>How much of the variance of the predictor's probabilities the tree explains, on the rows it did not see: 1 at best, 0 for no more than their mean, below 0 for less; NaN where they all lie within a millionth.</summary>
    public double RSquared { get; }

    /// <summary>The share of the rows it did not see for which the predictor's threshold makes the same decision of the tree's probability; in [0, 1].</summary>
    public double SameDecisions { get; }

    /// <summary>Fits a tree to what a predictor says of the rows of a table.</summary>
    /// <param name="predictor">Who is imitated.</param>
    /// <param name="table">At least 10 rows; labels are not looked at.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="progress">Told how many rows are scored.</param>
    /// <param name="cancellationToken">Stops the work; nothing is returned.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="ArgumentException">The table has fewer than 10 rows.</exception>
    /// <exception cref="RecordFormatException">As for <see cref="AnomalyDetectionPredictor.PredictBatch(Table, IProgress{int}?, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// Each row is handed to <see cref="Training.CartTrainer"/> twice, as an anomaly that weighs its probability p and as a normal row that weighs 1 − p: Gini impurity is then twice the
    /// variance of p. Splits that take less than a thousandth of the variance are left out, and so are leaves of less than about a hundredth of the rows. The same rows, options and seed
    /// give the same tree.
    /// </remarks>
    public static SurrogateTree Fit(AnomalyDetectionPredictor predictor, Table table, SurrogateOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(table);
        return SurrogateFit.Run(predictor, table, options ?? new SurrogateOptions(), progress, cancellationToken);
    }

    /// <summary>The tree for people: how far it can be trusted, then a line a rule.</summary>
    /// <returns>Lines without a line break at the end, in English and the invariant culture.</returns>
    public override string ToString() => string.Join('\n', [
        FormattableString.Invariant($"{Rules.Length} rules fitted to {FittedRowCount:N0} rows; on {JudgedRowCount:N0} others R² {RSquared:0.##}, the same decision for {TreeFigures.Percent(SameDecisions)}"),
        .. Rules.Select(rule => rule.ToString())]);
}
