namespace Anomaly.Detection.Numerics;

/// <summary>The bits of floats as whole numbers that have their order.</summary>
internal static class FloatOrder
{
    /// <summary>An unsigned number that grows with the value; the same for −0 and 0.</summary>
    /// <param name="value">Finite.</param>
    /// <returns>The key.</returns>
    public static uint KeyOf(float value)
    {
        // Negative floats have the sign bit set and grow with falling value: all their bits are turned; of the others only the sign.
        int bits = BitConverter.SingleToInt32Bits(value + 0f);
        return (uint)(bits ^ ((bits >> 31) | int.MinValue));
    }

    /// <summary>A key as a signed number that grows with it.</summary>
    public static int PlaceOf(uint key) => (int)(key ^ 0x80000000);

    /// <summary>The value of a place.</summary>
    public static float ValueOf(int place) => BitConverter.Int32BitsToSingle(place ^ ((place >> 31) & int.MaxValue));
}
