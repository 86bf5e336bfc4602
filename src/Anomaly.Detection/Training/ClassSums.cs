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

    public readonly ClassSums Minus(in ClassSums other) => new()
    {
        Normal = Normal - other.Normal,
        Anomaly = Anomaly - other.Anomaly,
        Rows = Rows - other.Rows,
    };
}
