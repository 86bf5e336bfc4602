using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>The rows that one tree sees: a weight per row, never a copy of rows.</summary>
/// <remarks>
/// The weight of a row is the number of times it was drawn, times its own weight. Without own weights it is a small integer, so sums of it
/// are exact in any order. Class weights are kept apart and multiplied in when sums are compared.
/// </remarks>
internal sealed class Bag(TrainingRows rows)
{
    private readonly int[] _draws = new int[rows.RowCount];

    /// <summary>Per row the weight; 0 when the tree does not see the row.</summary>
    public double[] Weights { get; } = new double[rows.RowCount];

    public double NormalWeight { get; private set; }

    public double AnomalyWeight { get; private set; }

    /// <summary>Takes every row once.</summary>
    public void TakeAll(ClassWeight classWeight)
    {
        Array.Fill(_draws, 1);
        Weigh(classWeight);
    }

    /// <summary>Draws a share of the rows, at least one, with replacement. Rows of weight 0 are as good as absent and are not drawn.</summary>
    public void Draw(double share, ClassWeight classWeight, ref RandomStream random)
    {
        Array.Clear(_draws);
        ReadOnlySpan<int> present = rows.PresentRows;
        int drawCount = Math.Max(1, (int)Math.Round(present.Length * share));
        for (int i = 0; i < drawCount; i++) _draws[present[random.NextInt(present.Length)]]++;
        Weigh(classWeight);
    }

    private void Weigh(ClassWeight classWeight)
    {
        long normalDraws = 0;
        long anomalyDraws = 0;
        for (int row = 0; row < _draws.Length; row++)
        {
            Weights[row] = rows.RowWeights is null ? _draws[row] : _draws[row] * rows.RowWeights[row];
            if (Weights[row] == 0) continue;
            if (rows.IsAnomaly[row]) anomalyDraws += _draws[row];
            else normalDraws += _draws[row];
        }

        (double normal, double anomaly) = classWeight.IsPerBootstrap
            ? classWeight.Resolve(normalDraws, anomalyDraws)
            : classWeight.Resolve(rows.NormalCount, rows.AnomalyCount);
        NormalWeight = normal * rows.NormalFactor;
        AnomalyWeight = anomaly * rows.AnomalyFactor;
    }
}
