using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Auditing;

/// <summary>How well one column alone ranks rows by label: a ROC-AUC.</summary>
internal static class ColumnAuc
{
    private const int Folds = 5;

    /// <summary>Of a column of numbers, in whichever direction ranks better, with missing cells on the better end.</summary>
    /// <param name="numbers">The cells; NaN is missing.</param>
    /// <param name="labels">One a cell.</param>
    /// <returns>In [0.5, 1]; NaN where a class is absent.</returns>
    public static double OfNumbers(ReadOnlySpan<double> numbers, ReadOnlySpan<bool> labels)
    {
        var values = new double[numbers.Length];
        var isAnomaly = new bool[numbers.Length];
        int present = 0, anomalies = 0, missing = 0, missingAnomalies = 0;
        for (int row = 0; row < numbers.Length; row++)
        {
            int anomaly = labels[row] ? 1 : 0;
            if (double.IsNaN(numbers[row]))
            {
                missing++;
                missingAnomalies += anomaly;
                continue;
            }

            (values[present], isAnomaly[present]) = (numbers[row], labels[row]);
            present++;
            anomalies += anomaly;
        }

        double normals = present - anomalies, missingNormals = missing - missingAnomalies;
        double pairs = (anomalies + missingAnomalies) * (normals + missingNormals);
        if (pairs == 0) return double.NaN;
        double amongPresent = anomalies * normals == 0 ? 0 : anomalies * normals * Metrics.RocAuc(values.AsSpan(0, present), isAnomaly.AsSpan(0, present));
        double amongMissing = 0.5 * missingAnomalies * missingNormals;
        double below = (amongPresent + amongMissing + (anomalies * missingNormals)) / pairs;
        double above = (amongPresent + amongMissing + (missingAnomalies * normals)) / pairs;
        return Math.Max(Math.Max(below, 1 - below), Math.Max(above, 1 - above));
    }

    /// <summary>Of a column of texts: each cell counts as the share of anomalies that its text has in other folds, so that texts which occur once say nothing.</summary>
    /// <param name="keys">The cells, by <see cref="RowPool"/>.</param>
    /// <param name="labels">One a cell.</param>
    /// <param name="textCount">Different texts: keys are at most this.</param>
    /// <returns>In [0, 1], about 0.5 or a little less for a column that says nothing; NaN where a class is absent.</returns>
    public static double OfTexts(ReadOnlySpan<ulong> keys, ReadOnlySpan<bool> labels, int textCount)
    {
        int anomalyCount = labels.Count(true);
        if (anomalyCount == 0 || anomalyCount == labels.Length) return double.NaN;
        int[] rows = new int[(textCount + 1) * Folds], anomalies = new int[(textCount + 1) * Folds];
        int[] foldRows = new int[Folds], foldAnomalies = new int[Folds];
        for (int row = 0; row < keys.Length; row++)
        {
            int fold = FoldOf(row), place = ((int)keys[row] * Folds) + fold;
            rows[place]++;
            foldRows[fold]++;
            if (!labels[row]) continue;
            anomalies[place]++;
            foldAnomalies[fold]++;
        }

        double[] scores = new double[keys.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            int fold = FoldOf(row), first = (int)keys[row] * Folds;
            double prior = (double)(anomalyCount - foldAnomalies[fold]) / Math.Max(1, keys.Length - foldRows[fold]);
            int others = Sum(rows, first) - rows[first + fold], otherAnomalies = Sum(anomalies, first) - anomalies[first + fold];
            scores[row] = (otherAnomalies + prior) / (others + 1);
        }

        return Metrics.RocAuc(scores, labels);
    }

    // By a hash of the place, so that no period in the order of the rows is one of the folds.
    private static int FoldOf(int row) => (int)(RowPool.Term(0, (ulong)row) % Folds);

    private static int Sum(int[] counts, int first)
    {
        int sum = 0;
        for (int fold = 0; fold < Folds; fold++) sum += counts[first + fold];
        return sum;
    }
}
