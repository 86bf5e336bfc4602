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

    /// <summary>What is left of the sums without a part of them; never below 0, where rounding would have it so.</summary>
    public readonly ClassSums Minus(in ClassSums other) => new()
    {
        Normal = Normal > other.Normal ? Normal - other.Normal : 0,
        Anomaly = Anomaly > other.Anomaly ? Anomaly - other.Anomaly : 0,
        Rows = Rows - other.Rows,
    };
}
