using System.Numerics;

namespace Anomaly.Detection.Inference;

/// <summary>The cuts of a column as a full binary search tree, level by level, so that a vector of values can go down it together.</summary>
internal static class CutLevels
{
    /// <summary>Room for eight levels.</summary>
    public const int Length = 304;

    /// <summary>Where a level begins. The first five levels have 16 places each, as many as a vector.</summary>
    public static int Start(int level) => level <= 4 ? 16 * level : 80 + (1 << level) - 32;

    /// <summary>Fills in the levels.</summary>
    /// <param name="cuts">Ascending, at most 255.</param>
    /// <param name="levels">Receives them; of places that no cut takes the value is above all values.</param>
    /// <returns>The number of levels. Going left and right as 0 and 1, the way through all of them is the number of cuts below a value.</returns>
    public static int Fill(ReadOnlySpan<float> cuts, Span<float> levels)
    {
        int levelCount = 32 - BitOperations.LeadingZeroCount((uint)cuts.Length);
        for (int level = 0; level < levelCount; level++)
        {
            int distance = 1 << (levelCount - level);
            int start = Start(level);
            for (int i = 0; i < 1 << level; i++)
            {
                int cut = (i * distance) + (distance / 2) - 1;
                levels[start + i] = cut < cuts.Length ? cuts[cut] : float.PositiveInfinity;
            }
        }

        return levelCount;
    }
}
