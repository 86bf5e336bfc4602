namespace Anomaly.Detection.Training;

/// <summary>How much weight of each class there is somewhere, before class weights.</summary>
internal struct ClassSums
{
    public double Normal;
    public double Anomaly;
    public int Rows;

    public void Add(in RowWeight row)
    {
        Normal += row.Normal;
        Anomaly += row.Anomaly;
        Rows++;
    }

    public void Add(in ClassSums other)
    {
        Normal += other.Normal;
        Anomaly += other.Anomaly;
        Rows += other.Rows;
    }

    /// <summary>The share of anomalies, which is what a leaf with these sums scores.</summary>
    public readonly double Value(double normalWeight, double anomalyWeight)
    {
        double anomaly = Anomaly * anomalyWeight;
        return anomaly / ((Normal * normalWeight) + anomaly);
    }

    /// <summary>What is left of the sums without a part of them; never below 0, where rounding would have it so.</summary>
    public readonly ClassSums Minus(in ClassSums other) => new()
    {
        Normal = Normal > other.Normal ? Normal - other.Normal : 0,
        Anomaly = Anomaly > other.Anomaly ? Anomaly - other.Anomaly : 0,
        Rows = Rows - other.Rows,
    };
}
