namespace Anomaly.Detection.Explanation;

/// <summary>Several doubles that are worked on at once, one a quadrature point; the same operations give the same bits in every lane of every type.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many.</summary>
    static abstract int Count { get; }

    static abstract TSelf Of(double value);

    static abstract TSelf Load(ref double source, int index);

    static abstract void Store(TSelf lanes, ref double destination, int index);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);
}
