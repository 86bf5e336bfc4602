using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>Scores and labels drawn for tests: both classes present, many ties.</summary>
internal sealed record ScoredRows(double[] Scores, bool[] IsAnomaly)
{
    /// <summary>Ten rows whose figures scikit-learn gives in the project's formula sheet.</summary>
    public static ScoredRows Ten { get; } = new(
        [.1, .4, .4, .8, .8, .35, .2, .9, .4, .05],
        [false, false, true, true, false, true, false, true, false, false]);

    /// <summary>2 to 40 rows with 1 to 8 different scores in [0, 1], anomalies a little higher.</summary>
    public static ScoredRows Draw(ref RandomStream random)
    {
        int rows = 2 + random.NextInt(39), levels = 1 + random.NextInt(8);
        double[] scores = new double[rows];
        bool[] isAnomaly = new bool[rows];
        for (int row = 0; row < rows; row++)
        {
            isAnomaly[row] = row == 0 || (row > 1 && random.NextInt(3) == 0);
            int level = random.NextInt(levels) + (isAnomaly[row] ? random.NextInt(2) : 0);
            scores[row] = (double)level / levels;
        }

        return new ScoredRows(scores, isAnomaly).Shuffled(ref random);
    }

    public static IEnumerable<ScoredRows> DrawMany(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        var sets = new List<ScoredRows>(count);
        for (int i = 0; i < count; i++) sets.Add(Draw(ref random));
        return sets;
    }

    public ScoredRows Shuffled(ref RandomStream random)
    {
        int[] order = [.. Enumerable.Range(0, Scores.Length)];
        random.Shuffle<int>(order);
        return new ScoredRows([.. order.Select(row => Scores[row])], [.. order.Select(row => IsAnomaly[row])]);
    }

    public ScoredRows With(Func<double, double> transform) => this with { Scores = [.. Scores.Select(transform)] };

    public override string ToString() => string.Join(' ', Scores.Zip(IsAnomaly, (score, anomaly) => $"{score:R}{(anomaly ? "+" : "-")}"));
}
