namespace Anomaly.Detection.Evaluation;

/// <summary>All of a row that a draw may depend on. Sorts by descending score; −0 and 0 are one.</summary>
internal readonly struct DrawnRow(double ranking, bool isFlagged, double probability) : IComparable<DrawnRow>
{
    public double Ranking => ranking;

    public bool IsFlagged => isFlagged;

    public double Probability => probability;

    public int CompareTo(DrawnRow other)
    {
        if (ranking != other.Ranking) return ranking > other.Ranking ? -1 : 1;
        return isFlagged != other.IsFlagged ? (isFlagged ? -1 : 1) : other.Probability.CompareTo(probability);
    }
}
