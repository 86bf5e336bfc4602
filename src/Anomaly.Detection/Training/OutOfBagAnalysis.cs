using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>
/// What a forest's bags know beyond its out-of-bag scores: how many trees are enough, what the features are worth, and which labels look wrong, all
/// of it judged by trees that did not see the row, from the one training run. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// <para>
/// Bags are not stored: each is drawn again from its tree's stream of random numbers. So a forest can be analysed long after its training, with
/// nothing but its options and its table.
/// </para>
/// <para>
/// Figures are made of the rows that some tree did not see and that weigh more than 0; each counts once, whatever its weight. Rows that are
/// near copies of one another flatter all of it, unless the training set has groups that keep them in one bag.
/// </para>
/// </remarks>
public sealed class OutOfBagAnalysis
{
    private readonly BagReplay _replay;
    private readonly int _threads;
    private readonly JudgedRows _judged;

    private OutOfBagAnalysis(BagReplay replay, int threads, OutOfBagScores scores)
    {
        _replay = replay;
        _threads = threads;
        Scores = scores.Means();
        TreeCounts = scores.Counts();
        _judged = JudgedRows.Of(Scores.AsSpan(), replay.Set);
    }

    /// <summary>Per training row, the mean over the trees that did not see it; NaN where every tree saw the row.</summary>
    public ImmutableArray<double> Scores { get; }

    /// <summary>Per training row, how many trees did not see it.</summary>
    public ImmutableArray<int> TreeCounts { get; }

    /// <summary>The number of rows that figures are made of: seen by not all trees, and of a weight above 0.</summary>
    public int RowCount => _judged.Rows.Length;

    /// <summary>Draws the bags of a forest again and scores each row by the trees that did not see it, which takes as long as it took in training.</summary>
    /// <param name="forest">A forest trained with bootstrap.</param>
    /// <param name="set">What it was trained on, with weights and groups.</param>
    /// <param name="maxThreads">Most threads that work at once, here and in what is asked later; at least 1. Null: as many as the machine has processors. No result depends on it.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>The analysis.</returns>
    /// <exception cref="ArgumentException">
    /// The forest was trained without bootstrap, or on another table: its size differs, the weight of a bag, or a bit of the scores that the training
    /// stored. A forest trained with <see cref="RandomForestOptions.OutOfBag"/> off stored none. Of the labels, only what they weigh is compared.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static OutOfBagAnalysis Create(TrainedForest forest, TrainingSet set, int? maxThreads = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(forest);
        ArgumentNullException.ThrowIfNull(set);
        if (maxThreads < 1) throw new ArgumentOutOfRangeException(nameof(maxThreads), maxThreads, "At least 1 thread is needed.");
        if (!forest.Options.Bootstrap) throw new ArgumentException("The forest was trained without bootstrap: every tree saw every row, so nothing is known out of bag.", nameof(forest));
        SameTable.CheckSize(forest, set);
        int threads = maxThreads ?? Environment.ProcessorCount;
        var replay = new BagReplay(forest, set, threads);
        var scores = new OutOfBagScores(set.RowCount);
        replay.ForEachTree<(UnseenScores Unseen, double Weight)>(
            () =>
            {
                var unseen = new UnseenScorer(set.Features);
                return (tree, bag, stop) => (Unseen: unseen.Score(tree, bag, stop), Weight: SameTable.WeightOf(bag, set));
            },
            (tree, found) =>
            {
                SameTable.CheckWeight(replay.Tree(tree), tree, found.Weight, set);
                scores.Add(found.Unseen);
                found.Unseen.Return();
            },
            cancellationToken);
        var analysis = new OutOfBagAnalysis(replay, threads, scores);
        SameTable.CheckScores(forest, set, analysis.Scores);
        return analysis;
    }

    /// <summary>Judges the out-of-bag scores at a threshold.</summary>
    /// <param name="threshold">A row is flagged when its score ≥ this; a finite number.</param>
    /// <param name="intervals">How sure the intervals are to be, and how to draw; the defaults when null. Its threads, where given, go before those of <see cref="Create"/>.</param>
    /// <param name="progress">Told the share of replicates that are done, about a hundred times, in ascending order.</param>
    /// <param name="cancellationToken">Stops the drawing; nothing is returned.</param>
    /// <returns>The report; its source is <see cref="ScoreSource.OutOfBag"/>.</returns>
    /// <exception cref="ArgumentException">The threshold is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All scored rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EvaluationSummary Evaluate(double threshold, BootstrapOptions? intervals = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        BootstrapOptions chosen = intervals ?? new BootstrapOptions();
        if (chosen.MaxThreads is null) chosen = chosen with { MaxThreads = _threads };
        return EvaluationSummary.Compute(_judged.Scores, _judged.IsAnomaly, threshold, ScoreSource.OutOfBag, chosen, progress, cancellationToken);
    }

    /// <summary>How good the first trees are, for growing numbers of them: whether more trees would help, without training anew.</summary>
    /// <param name="treeCounts">Numbers of trees, ascending, in [1, number of trees]; about 20 of them, each about two fifths more than the one before, where none are given.</param>
    /// <param name="progress">Told the share of trees that are done, in order, from the threads that work.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>One point a number; the last has the bits of the whole forest's figures where all trees are asked for.</returns>
    /// <exception cref="ArgumentException">The numbers do not ascend, or one is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ImmutableArray<LearningCurvePoint> LearningCurve(ReadOnlySpan<int> treeCounts = default, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        LearningCurvePlan.Check(treeCounts, _replay.TreeCount);
        int[] plan = treeCounts.IsEmpty ? LearningCurvePlan.Default(_replay.TreeCount) : treeCounts.ToArray();
        var points = ImmutableArray.CreateBuilder<LearningCurvePoint>(plan.Length);
        var scores = new OutOfBagScores(_replay.Set.RowCount);
        _replay.ForEachTree<UnseenScores>(
            () => new UnseenScorer(_replay.Set.Features).Score,
            (tree, unseen) =>
            {
                scores.Add(unseen);
                unseen.Return();
                if (Array.BinarySearch(plan, tree + 1) >= 0) points.Add(PointAt(tree + 1, JudgedRows.Of(scores.Means().AsSpan(), _replay.Set)));
                progress?.Report((tree + 1.0) / _replay.TreeCount);
            },
            cancellationToken);
        return points.MoveToImmutable();
    }

    /// <summary>What each feature is worth to the forest: how far a figure falls when the feature tells nothing.</summary>
    /// <param name="options">The figure, repeats and seed; the defaults when null. Its threads, where given, go before those of <see cref="Create"/>.</param>
    /// <param name="progress">Told the share of features that are done, in order, from the threads that work.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>Per feature, the fall of the figure; exactly 0 for a feature that no tree asks for.</returns>
    /// <exception cref="UndefinedMetricException">All scored rows are of one class, and the figure needs both.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// Breiman, "Random forests" (2001), section 10: the values of a feature change places among the rows that a tree did not see, for each tree
    /// anew. He compares the errors of single trees; here the forest's out-of-bag scores are put together and judged as a whole, as
    /// scikit-learn's <c>permutation_importance</c> judges a model, because a ranking figure of a single tree says little. Features that tell the
    /// same stand in for each other, and then each seems worth little.
    /// </remarks>
    public ImmutableArray<MetricDrop> PermutationImportances(PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        PermutationOptions chosen = options ?? new PermutationOptions();
        double baseline = chosen.Metric(_judged.Scores, _judged.IsAnomaly);
        var drops = new MetricDrop[_replay.Set.Features.FeatureCount];
        var done = new InOrder<MetricDrop>((feature, drop) =>
        {
            drops[feature] = drop;
            progress?.Report((feature + 1.0) / drops.Length);
        });
        Crew.Run(drops.Length, chosen.MaxThreads ?? _threads, Hire, cancellationToken);
        return ImmutableArray.Create(drops);

        Action<int> Hire(CancellationToken stop)
        {
            var permuted = new PermutedFeature(_replay, _judged, chosen);
            return feature => done.Pass(feature, MetricDrop.Of(baseline, permuted.Measure(feature, stop)));
        }
    }

    /// <summary>What each feature's splits are worth on rows that their tree did not see: impurity importances without the favour for features of many values.</summary>
    /// <param name="progress">Told the share of trees that are done, in order, from the threads that work.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>
    /// Per feature, the mean over the trees of what its splits take from the joint impurity, as a share of the Gini impurity of the labels, 2π(1 − π).
    /// Not made to sum to 1: the sum is about the share of the labels' variance that a single tree explains. Of a feature that knows nothing of the
    /// labels the expectation is exactly 0, so half of such features fall below it.
    /// </returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// UFI of Zhou and Hooker, "Unbiased measurement of feature importance in tree-based methods" (arXiv:1903.05179), with the weights of in-bag rows,
    /// as in scikit-learn's pull request 31279. Rows count as often as they were drawn, once out of bag; class and row weights, and the criterion of
    /// the training, do not enter, since the expectation would not be 0 with them.
    /// </remarks>
    public ImmutableArray<double> UnbiasedImpurityImportances(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        TrainingSet set = _replay.Set;
        double[] sums = new double[set.Features.FeatureCount];
        _replay.ForEachTree<double[]>(
            () => (tree, bag, stop) => UnbiasedImpurity.Gains(tree, bag, set, stop),
            (tree, gains) =>
            {
                for (int feature = 0; feature < sums.Length; feature++) sums[feature] += gains[feature];
                progress?.Report((tree + 1.0) / _replay.TreeCount);
            },
            cancellationToken);
        double anomalyShare = (double)set.AnomalyCount / (set.NormalCount + set.AnomalyCount);
        double unit = 2 * anomalyShare * (1 - anomalyShare) * _replay.TreeCount;
        return [.. sums.Select(sum => sum / unit)];
    }

    /// <summary>Looks for labels that the trees which did not see them contradict.</summary>
    /// <returns>The issues, the worst first; rows without a score and rows of weight 0 are counted as unscored.</returns>
    /// <exception cref="UndefinedMetricException">All scored rows are of one class.</exception>
    public LabelIssues FindLabelIssues()
    {
        double[] scores = new double[Scores.Length];
        Array.Fill(scores, double.NaN);
        for (int i = 0; i < _judged.Rows.Length; i++) scores[_judged.Rows[i]] = _judged.Scores[i];
        return LabelIssues.Find(scores, _replay.Set.IsAnomaly);
    }

    private static LearningCurvePoint PointAt(int treeCount, JudgedRows rows) => new(
        treeCount,
        rows.Rows.Length,
        rows.HasBothClasses ? Metrics.RocAuc(rows.Scores, rows.IsAnomaly) : double.NaN,
        rows.HasBothClasses ? Metrics.AveragePrecision(rows.Scores, rows.IsAnomaly) : double.NaN,
        rows.Rows.IsEmpty ? double.NaN : Metrics.BrierScore(rows.Scores, rows.IsAnomaly));
}
