using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>What one process measured of a library that explains a forest it was given, on one thread.</summary>
/// <param name="LoadMs">Wall time from the form the library takes in to ready.</param>
/// <param name="Single">Single rows.</param>
/// <param name="Batch">1,000 rows.</param>
/// <param name="GreatestDifference">Of any contribution or base value from ours.</param>
/// <param name="GreatestGap">Between base value plus contributions and the score, of any row.</param>
internal sealed record ExplainingFigures(double LoadMs, LatencyFigures Single, BatchFigures Batch, double GreatestDifference, double GreatestGap)
{
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(5);

    public static ExplainingFigures Measure(ExplainedForest explained, Func<RandomForestModel, IExplainingPeer> load)
    {
        IExplainingPeer? loaded = null;
        var loading = Cost.Of(() => loaded = load(explained.Forest));
        using IExplainingPeer peer = loaded!;
        LabelledRows rows = explained.Rows;
        int width = rows.FeatureCount + 1;
        double[] contributions = new double[rows.Count * width];
        peer.Explain(rows.Values, contributions);
        for (int i = 0; i < contributions.Length; i++) contributions[i] /= peer.Divisor;
        (double difference, double gap) = Compare(explained, contributions, width);
        return new ExplainingFigures(
            loading.WallSeconds * 1e3,
            LatencyFigures.Measure(row => peer.Explain(rows.Row(row), contributions.AsSpan(0, width)), rows.Count),
            BatchFigures.Measure(first => peer.Explain(rows.Rows(first, rows.Count), contributions), rows.Count, rows.Count, BatchTime, fewest: 1, most: 5),
            difference,
            gap);
    }

    private static (double Difference, double Gap) Compare(ExplainedForest explained, double[] contributions, int width)
    {
        var ours = ShapExplainer.Compile(explained.Forest);
        double[] expected = new double[width];
        double difference = 0, gap = 0;
        for (int row = 0; row < explained.Rows.Count; row++)
        {
            ours.Explain(explained.Rows.Row(row), expected.AsSpan(0, width - 1));
            expected[^1] = ours.BaseValue;
            double sum = 0;
            for (int i = 0; i < width; i++)
            {
                double contribution = contributions[(row * width) + i];
                difference = Math.Max(difference, Math.Abs(contribution - expected[i]));
                sum += contribution;
            }

            gap = Math.Max(gap, Math.Abs(sum - explained.Forest.Score(explained.Rows.Row(row))));
        }

        return (difference, gap);
    }
}
