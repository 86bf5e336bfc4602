namespace Anomaly.Detection.Explanation;

/// <summary>What a leaf is worth to each of the players that a row and another disagree on, where the leaf needs some of them from the one and the rest from the other.</summary>
/// <remarks>(a − 1)! b! / (a + b)!: the share of the orders of a + b players in which one of the a comes last of its side, and all b not yet.</remarks>
internal sealed class PairWeights
{
    private const int MostKept = 64;

    private readonly double[] _kept;
    private readonly int _side;

    /// <param name="mostPlayers">Most players that may disagree.</param>
    public PairWeights(int mostPlayers)
    {
        _side = Math.Min(mostPlayers, MostKept) + 1;
        _kept = new double[_side * _side];
        for (int own = 1; own < _side; own++)
        {
            for (int others = 0; others < _side; others++) _kept[(own * _side) + others] = Compute(own, others);
        }
    }

    /// <summary>The weight of each player of a side.</summary>
    /// <param name="own">How many players are on that side, at least 1.</param>
    /// <param name="others">How many are on the other.</param>
    public double Of(int own, int others) => own < _side && others < _side ? _kept[(own * _side) + others] : Compute(own, others);

    private static double Compute(int own, int others)
    {
        double weight = 1.0 / own;
        for (int other = 1; other <= others; other++) weight *= (double)other / (own + other);
        return weight;
    }
}
