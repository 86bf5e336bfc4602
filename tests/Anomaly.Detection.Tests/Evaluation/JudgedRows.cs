using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>Rows whose ranking, flags and probabilities come from different scores.</summary>
internal sealed record JudgedRows(double[] Ranking, double[] Deciding, double[] Probabilities, bool[] IsAnomaly)
{
    public JudgedScores Scores => new() { Ranking = Ranking, Deciding = Deciding, Probabilities = Probabilities, IsAnomaly = IsAnomaly };

    public static JudgedRows Of(ScoredRows rows) => new(rows.Scores, rows.Scores, rows.Scores, rows.IsAnomaly);

    /// <summary>Many ties in each kind of score, and the three kinds unlike each other.</summary>
    public static JudgedRows Draw(ref RandomStream random)
    {
        ScoredRows rows = ScoredRows.Draw(ref random);
        double[] deciding = new double[rows.Scores.Length], probabilities = new double[rows.Scores.Length];
        for (int row = 0; row < deciding.Length; row++)
        {
            deciding[row] = rows.Scores[row] + random.NextInt(3);
            probabilities[row] = random.NextInt(5) / 4.0;
        }

        return new JudgedRows(rows.Scores, deciding, probabilities, rows.IsAnomaly);
    }

    public JudgedRows Pick(IEnumerable<int> rows)
    {
        int[] picked = [.. rows];
        return new JudgedRows([.. picked.Select(row => Ranking[row])], [.. picked.Select(row => Deciding[row])], [.. picked.Select(row => Probabilities[row])], [.. picked.Select(row => IsAnomaly[row])]);
    }

    public JudgedRows Shuffled(ref RandomStream random)
    {
        int[] order = [.. Enumerable.Range(0, IsAnomaly.Length)];
        random.Shuffle<int>(order);
        return Pick(order);
    }
}
