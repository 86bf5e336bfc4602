using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Inference;

/// <summary>The thresholds that a strand (a feature, with missing values on one side) has in a run of tree groups.</summary>
internal sealed class CutSegment(int strand, int firstGroup, float[] cuts)
{
    public int Strand { get; } = strand;

    public int FirstGroup { get; } = firstGroup;

    /// <summary>Distinct and ascending. More than a column holds only where a single group has so many.</summary>
    public float[] Cuts { get; private set; } = cuts;

    public int ColumnCount => (Cuts.Length + CutColumn.MostCuts - 1) / CutColumn.MostCuts;

    /// <summary>Takes in the thresholds of the next group, if all still fit one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(ReadOnlySpan<float> ascending)
    {
        if (Math.Max(Cuts.Length, ascending.Length) > CutColumn.MostCuts) return false;
        Span<float> union = stackalloc float[2 * CutColumn.MostCuts];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < Cuts.Length || theirs < ascending.Length)
        {
            bool isMine = theirs == ascending.Length || (mine < Cuts.Length && Cuts[mine] <= ascending[theirs]);
            float next = isMine ? Cuts[mine] : ascending[theirs];
            if (mine < Cuts.Length && Cuts[mine] == next) mine++;
            if (theirs < ascending.Length && ascending[theirs] == next) theirs++;
            union[count++] = next;
        }

        if (count > CutColumn.MostCuts) return false;
        if (count > Cuts.Length) Cuts = union[..count].ToArray();
        return true;
    }
}
