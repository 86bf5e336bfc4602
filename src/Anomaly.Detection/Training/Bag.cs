using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>The rows that one tree sees: a number of draws per row, never a copy of rows.</summary>
/// <remarks>
/// The weight of a row is the number of times it was drawn, times its own weight. Without own weights it is a small integer, so sums of it
/// are exact in any order. Class weights are kept apart and multiplied in when sums are compared.
/// </remarks>
internal sealed class Bag(TrainingRows rows)
{
    /// <summary>
    /// Most draws of one row: what fits into a byte beside the label. A draw beyond is drawn again. With n rows that happens once in more than
    /// 10²¹⁰ / n bags, and never with fewer rows than this.
    /// </summary>
    public const int MostDraws = 127;

    private const int NumbersAtOnce = 256;

    private readonly byte[] _draws = new byte[rows.RowCount];

    /// <summary>Per row, how often it was drawn; 0 when the tree does not see the row.</summary>
    public ReadOnlySpan<byte> Draws => _draws;

    public double NormalWeight { get; private set; }

    public double AnomalyWeight { get; private set; }

    /// <summary>What a row weighs in the bag, before class weights.</summary>
    public double WeightOf(int row) => rows.RowWeights is null ? _draws[row] : _draws[row] * rows.RowWeights[row];

    /// <summary>Takes the rows that one tree of a forest sees. Whoever asks again is given the same rows: a bag need not be kept.</summary>
    /// <returns>The tree's stream of random numbers, behind those that the bag took.</returns>
    public RandomStream DrawFor(RandomForestOptions options, int tree)
    {
        var random = new RandomStream(options.Seed, (ulong)tree);
        if (!options.Bootstrap) TakeAll(options.ClassWeight);
        else if (options.ClassSamples is { } samples) DrawClasses(samples, options.ClassWeight, ref random);
        else Draw(options.MaxSamples, options.ClassWeight, ref random);
        return random;
    }

    /// <summary>Takes every row once.</summary>
    public void TakeAll(ClassWeight classWeight)
    {
        Array.Clear(_draws);
        foreach (int row in rows.DrawUnits.Rows) _draws[row] = 1;
        Weigh(classWeight);
    }

    /// <summary>Draws a share of the rows, or of the groups, at least one, with replacement. Rows of weight 0 are as good as absent and are not drawn.</summary>
    public void Draw(double share, ClassWeight classWeight, ref RandomStream random)
    {
        Array.Clear(_draws);
        DrawUnits units = rows.DrawUnits;
        Add(units, Math.Max(1, (int)Math.Round(units.Count * share)), ref random);
        Weigh(classWeight);
    }

    /// <summary>Draws rows of each class apart, with replacement. Balanced weights balance the draws, so that both classes weigh the same in every bag.</summary>
    public void DrawClasses(ClassSamples samples, ClassWeight classWeight, ref RandomStream random)
    {
        Array.Clear(_draws);
        (int normal, int anomaly) = samples.Resolve(rows.Set.NormalCount, rows.Set.AnomalyCount);
        Add(rows.NormalUnits, normal, ref random);
        Add(rows.AnomalyUnits, anomaly, ref random);
        Weigh(classWeight.Resolve(normal, anomaly));
    }

    private void Add(DrawUnits units, int drawCount, ref RandomStream random)
    {
        Span<ulong> numbers = stackalloc ulong[NumbersAtOnce];
        for (int left = drawCount; left > 0;)
        {
            Span<ulong> some = numbers[..Math.Min(left, NumbersAtOnce)];
            random.Fill(some);
            left -= units.AreRows ? AddRows(units.Rows, some) : AddGroups(units, some);
        }
    }

    // How many of the numbers were draws.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddRows(ReadOnlySpan<int> present, ReadOnlySpan<ulong> numbers)
    {
        byte[] draws = _draws;
        int added = 0;
        foreach (ulong number in numbers)
        {
            if (!RandomStream.TryBelow(present.Length, number, out int place)) continue;
            ref byte drawn = ref draws[present.Length == draws.Length ? place : present[place]];
            if (drawn == MostDraws) continue;
            drawn++;
            added++;
        }

        return added;
    }

    // All rows of a group are drawn equally often, so that the first one speaks for all.
    private int AddGroups(DrawUnits units, ReadOnlySpan<ulong> numbers)
    {
        int added = 0;
        foreach (ulong number in numbers)
        {
            if (!RandomStream.TryBelow(units.Count, number, out int group)) continue;
            ReadOnlySpan<int> rowsOfGroup = units.RowsOf(group);
            if (_draws[rowsOfGroup[0]] == MostDraws) continue;
            foreach (int row in rowsOfGroup) _draws[row]++;
            added++;
        }

        return added;
    }

    private void Weigh(ClassWeight classWeight)
    {
        if (classWeight.IsPerBootstrap)
        {
            long normalDraws = 0;
            long anomalyDraws = 0;
            for (int row = 0; row < _draws.Length; row++)
            {
                if (rows.Set.IsAnomaly[row]) anomalyDraws += _draws[row];
                else normalDraws += _draws[row];
            }

            Weigh(classWeight.Resolve(normalDraws, anomalyDraws));
        }
        else
        {
            Weigh(classWeight.Resolve(rows.Set.NormalCount, rows.Set.AnomalyCount));
        }
    }

    private void Weigh((double Normal, double Anomaly) classWeights)
    {
        NormalWeight = classWeights.Normal * rows.NormalFactor;
        AnomalyWeight = classWeights.Anomaly * rows.AnomalyFactor;
    }
}
