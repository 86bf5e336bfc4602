using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>Scores of two normal distributions of deviation 1, that of the anomalies one higher: their true area under the ROC curve is Φ(1/√2).</summary>
internal static class NormalScores
{
    public const double TrueArea = 0.7602499389065233;

    public static ScoredRows Draw(int anomalies, int normals, ulong seed)
    {
        var random = new RandomStream(seed);
        double[] scores = new double[anomalies + normals];
        bool[] isAnomaly = new bool[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            isAnomaly[row] = row < anomalies;
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            scores[row] = normal + (isAnomaly[row] ? 1 : 0);
        }

        return new ScoredRows(scores, isAnomaly);
    }
}
