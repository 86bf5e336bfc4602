namespace Anomaly.Detection.Training;

/// <summary>A training set made ready for growing trees: values put in order, and weights split into a part per class and a part per row.</summary>
internal sealed class TrainingRows
{
    private readonly Lazy<DrawUnits> _normalUnits;
    private readonly Lazy<DrawUnits> _anomalyUnits;

    private TrainingRows(TrainingSet set, double[]? rowWeights, double normalFactor, double anomalyFactor)
    {
        Set = set;
        RowWeights = rowWeights;
        NormalFactor = normalFactor;
        AnomalyFactor = anomalyFactor;
        DrawUnits = DrawUnits.Of(set);
        _normalUnits = new(() => DrawUnits.OfClass(set, isAnomaly: false));
        _anomalyUnits = new(() => DrawUnits.OfClass(set, isAnomaly: true));
    }

    private TrainingRows(TrainingSet set, SplitSearch search, double[]? rowWeights, double normalFactor, double anomalyFactor, int threads, CancellationToken cancellationToken)
        : this(set, rowWeights, normalFactor, anomalyFactor)
    {
        Search = search;
        if (search.IsBinned) Bins = BinnedFeatures.Create(set, search.MaxBins, threads, cancellationToken);
        else Ranks = RankedFeatures.Create(set.Features, threads, cancellationToken);
    }

    public TrainingSet Set { get; }

    /// <summary>How splits are searched; never <see cref="SplitSearch.Auto"/>.</summary>
    public SplitSearch Search { get; }

    /// <summary>The values as bins; null where the search is not binned.</summary>
    public BinnedFeatures? Bins { get; }

    /// <summary>The values as ranks; null where the search is binned.</summary>
    public RankedFeatures? Ranks { get; }

    /// <summary>Weights per row, or null where all rows of a class weigh the same; never given where the search is binned.</summary>
    public double[]? RowWeights { get; }

    /// <summary>What the rows of the normal class weigh beyond <see cref="RowWeights"/>.</summary>
    public double NormalFactor { get; }

    /// <summary>What the rows of the anomalous class weigh beyond <see cref="RowWeights"/>.</summary>
    public double AnomalyFactor { get; }

    /// <summary>What a bag draws: rows of a weight above 0, or groups of them.</summary>
    public DrawUnits DrawUnits { get; }

    /// <summary>What a bag draws of the normal class, where the classes are drawn apart.</summary>
    public DrawUnits NormalUnits => _normalUnits.Value;

    /// <summary>What a bag draws of the anomalous class, where the classes are drawn apart.</summary>
    public DrawUnits AnomalyUnits => _anomalyUnits.Value;

    public int RowCount => Set.RowCount;

    public int FeatureCount => Set.Features.FeatureCount;

    /// <summary>Makes a set ready.</summary>
    /// <exception cref="ArgumentException">A binned search is asked for, and the rows of a class do not all weigh the same.</exception>
    public static TrainingRows Create(TrainingSet set, SplitSearch search, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        bool isPerClass = TryFindFactors(set, out double normalFactor, out double anomalyFactor);
        if (search.IsBinned && !isPerClass) throw new ArgumentException($"Split search {search} counts rows, so all rows of a class must weigh the same; rows with weights of their own need {SplitSearch.Exact}, which {SplitSearch.Auto} chooses for them.", nameof(set));
        SplitSearch resolved = search.Resolve(set.RowCount, isPerClass);
        return isPerClass
            ? new TrainingRows(set, resolved, null, normalFactor, anomalyFactor, threads, cancellationToken)
            : new TrainingRows(set, resolved, set.RowWeights.ToArray(), 1, 1, threads, cancellationToken);
    }

    /// <summary>A set made ready for drawing bags only: its values are not put in order, and no tree can be grown.</summary>
    public static TrainingRows ForBags(TrainingSet set) => TryFindFactors(set, out double normalFactor, out double anomalyFactor)
        ? new TrainingRows(set, null, normalFactor, anomalyFactor)
        : new TrainingRows(set, set.RowWeights.ToArray(), 1, 1);

    // Weights that are the same all over a class act as a class weight, and are counted exactly as one.
    private static bool TryFindFactors(TrainingSet set, out double normalFactor, out double anomalyFactor)
    {
        double? normal = CommonWeight(set, wanted: false);
        double? anomaly = CommonWeight(set, wanted: true);
        (normalFactor, anomalyFactor) = (normal ?? 1, anomaly ?? 1);
        return normal is not null && anomaly is not null;
    }

    private static double? CommonWeight(TrainingSet set, bool wanted)
    {
        double? common = null;
        for (int row = 0; row < set.RowWeights.Length; row++)
        {
            if (set.IsAnomaly[row] != wanted) continue;
            common ??= set.RowWeights[row];
            if (set.RowWeights[row] != common || common == 0) return null;
        }

        return common ?? 1;
    }
}
