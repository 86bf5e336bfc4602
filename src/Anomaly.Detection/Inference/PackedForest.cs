using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Inference;

/// <summary>A forest over the values themselves, in eight bytes a node, brothers side by side. Immutable.</summary>
/// <remarks>
/// A row is read through places: a feature, with missing values infinite on the side to which splits send them. Place 0 is below everything.
/// A leaf reads it, so it goes left, by no node: it is its own child, and a walk that has arrived may go on without being asked.
/// </remarks>
internal sealed class PackedForest(int featureCount, int placeBits, int[] strands, PackedNode[] nodes, int[] roots, double[] values, int[] firstValues)
{
    public int FeatureCount => featureCount;

    public int TreeCount => roots.Length - 1;

    public int PlaceBits => placeBits;

    public uint PlaceMask => (1u << placeBits) - 1;

    /// <summary>The number of places, place 0 included.</summary>
    public int PlaceCount => strands.Length + 1;

    public ReadOnlySpan<PackedNode> Nodes => nodes;

    /// <summary>Per tree its first node, and the number of nodes at the end.</summary>
    public ReadOnlySpan<int> Roots => roots;

    /// <summary>The distinct values, tree after tree.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Per tree its first value, and the number of values at the end.</summary>
    public ReadOnlySpan<int> FirstValues => firstValues;

    public long MemoryBytes =>
        ((long)nodes.Length * Unsafe.SizeOf<PackedNode>()) + ((long)values.Length * sizeof(double)) + ((long)(roots.Length + firstValues.Length + strands.Length) * sizeof(int));

    /// <summary>Writes the places of a row.</summary>
    /// <param name="row">The features.</param>
    /// <param name="places">Receives <see cref="PlaceCount"/> values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Place(ReadOnlySpan<float> row, Span<float> places)
    {
        places[0] = float.NegativeInfinity;
        for (int i = 0; i < strands.Length; i++)
        {
            float value = row[Strand.FeatureOf(strands[i])];
            if (float.IsNaN(value)) value = Strand.IsMissingHigh(strands[i]) ? float.PositiveInfinity : float.NegativeInfinity;
            places[i + 1] = value;
        }
    }
}
