using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>Collects what the folds of a cross-validation say of their test rows.</summary>
internal sealed class TestedFolds
{
    private readonly bool[] _isFlagged;
    private readonly double[] _ofTheseRows;
    private readonly List<double> _thresholds = [];

    public TestedFolds(int rowCount)
    {
        Probabilities = new double[rowCount];
        RawScores = new double[rowCount];
        _isFlagged = new bool[rowCount];
        _ofTheseRows = new double[rowCount];
        Array.Fill(Probabilities, double.NaN);
        Array.Fill(RawScores, double.NaN);
    }

    /// <summary>Per row its probability; NaN where it was not tested.</summary>
    public double[] Probabilities { get; }

    /// <summary>Per row its score before calibration; NaN where it was not tested.</summary>
    public double[] RawScores { get; }

    /// <summary>How many rows were tested.</summary>
    public int Count { get; private set; }

    /// <summary>How many folds had no threshold, so that they flagged nothing.</summary>
    public int SilentFolds => _thresholds.Count(double.IsPositiveInfinity);

    /// <summary>Keeps the predictions of a fold.</summary>
    /// <remarks>Probabilities for another rate of anomalies than that of the rows are moved back to be judged by the rows.</remarks>
    /// <returns>The figures of this fold alone.</returns>
    public EvaluationSummary Add(ReadOnlySpan<int> rows, AnomalyPrediction[] predictions, ModelInfo model, double threshold, ReadOnlySpan<bool> isAnomaly, BootstrapOptions? intervals, CancellationToken cancellationToken)
    {
        _thresholds.Add(threshold);
        Count += rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            Probabilities[rows[i]] = predictions[i].AnomalyProbability;
            _ofTheseRows[rows[i]] = model is { Prior: { } prior, BaseRate: { } rate } ? PriorShift.Apply(predictions[i].AnomalyProbability, prior, rate) : predictions[i].AnomalyProbability;
            RawScores[rows[i]] = predictions[i].RawScore;
            _isFlagged[rows[i]] = predictions[i].AnomalyProbability >= threshold;
        }

        return Judge(rows, isAnomaly, Shown(threshold), intervals, cancellationToken);
    }

    /// <summary>The figures of all folds together.</summary>
    public EvaluationSummary Judge(ReadOnlySpan<bool> isAnomaly, BootstrapOptions? intervals, CancellationToken cancellationToken)
    {
        int[] rows = [.. Enumerable.Range(0, Probabilities.Length).Where(row => !double.IsNaN(Probabilities[row]))];
        bool[] labels = new bool[rows.Length];
        for (int i = 0; i < rows.Length; i++) labels[i] = isAnomaly[rows[i]];
        _thresholds.Sort();
        return Judge(rows, labels, Shown(_thresholds[_thresholds.Count / 2]), intervals, cancellationToken);
    }

    // A fold without a threshold flags nothing; a summary needs a number to show, and no probability is above 1.
    private static double Shown(double threshold) => double.IsInfinity(threshold) ? Math.BitIncrement(1.0) : threshold;

    // Every row was flagged by the threshold of its fold: 1 or 0 stand for that, on either side of the threshold that is shown.
    private EvaluationSummary Judge(ReadOnlySpan<int> rows, ReadOnlySpan<bool> isAnomaly, double threshold, BootstrapOptions? intervals, CancellationToken cancellationToken)
    {
        double[] deciding = new double[rows.Length], probabilities = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            probabilities[i] = _ofTheseRows[rows[i]];
            deciding[i] = _isFlagged[rows[i]] ? threshold : threshold - 1;
        }

        var judged = new JudgedScores { Ranking = Ranks(rows), Deciding = deciding, Probabilities = probabilities, IsAnomaly = isAnomaly };
        return DetectorFigures.Of(judged, threshold, ScoreSource.CrossValidated, intervals, cancellationToken);
    }

    // By probability, and by raw score where calibration made ties; rows that are equal in both have one rank.
    private double[] Ranks(ReadOnlySpan<int> rows)
    {
        (double Probability, double Raw, int Place)[] ordered = new (double, double, int)[rows.Length];
        for (int i = 0; i < rows.Length; i++) ordered[i] = (Probabilities[rows[i]], RawScores[rows[i]], i);
        Array.Sort(ordered);
        double[] ranks = new double[rows.Length];
        for (int i = 1; i < ordered.Length; i++)
        {
            bool isTie = ordered[i].Probability == ordered[i - 1].Probability && ordered[i].Raw == ordered[i - 1].Raw;
            ranks[ordered[i].Place] = isTie ? ranks[ordered[i - 1].Place] : i;
        }

        return ranks;
    }
}
