namespace Anomaly.Detection.Numerics;

/// <summary>The bits of doubles as whole numbers that have their order.</summary>
internal static class DoubleOrder
{
    /// <summary>A whole number that grows with the value; the same for −0 and 0.</summary>
    /// <param name="value">Not NaN.</param>
    /// <returns>The place; neighbours differ by 1.</returns>
    public static long PlaceOf(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return bits >= 0 ? bits : -(bits & long.MaxValue);
    }

    /// <summary>The value of a place.</summary>
    public static double ValueOf(long place) => BitConverter.Int64BitsToDouble(place >= 0 ? place : -place | long.MinValue);

    /// <summary>A place between two, the lower of two in the middle; their distance may be more than a long holds.</summary>
    public static long Middle(long low, long high) => (low >> 1) + (high >> 1) + (low & high & 1);
}
