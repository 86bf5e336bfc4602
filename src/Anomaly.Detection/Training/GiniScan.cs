using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Training;

/// <summary>Finds the best cut by Gini impurity in a histogram of whole counts, four cuts at a time.</summary>
/// <remarks>The same operations on the same numbers as <see cref="SplitScan{TMeasure}"/>, so the same cut, bit for bit.</remarks>
internal sealed class GiniScan
{
    private const int Lanes = 4;

    private readonly ulong[] _left = new ulong[BinnedFeatures.MostCodes];
    private readonly double[] _merits = new double[BinnedFeatures.MostCodes];

    /// <summary>Replaces <paramref name="best"/> where this feature has a strictly better split.</summary>
    public void Improve(ref Split best, int feature, PackedHistogram histogram, in ClassSums total, int minSamplesLeaf, double normalWeight, double anomalyWeight)
    {
        var weights = new Weights(total, minSamplesLeaf, normalWeight, anomalyWeight);
        ScanBoundaries(ref best, feature, histogram, weights, missingGoesLeft: false);
        if (histogram.Missing == 0) return;
        ScanBoundaries(ref best, feature, histogram, weights, missingGoesLeft: true);
        ClassSums missing = RowCode.Unpack(histogram.Missing);
        ClassSums present = total.Minus(missing);
        if (present.Rows < minSamplesLeaf || missing.Rows < minSamplesLeaf) return;
        double merit = weights.Merit(present);
        if (merit > best.Merit) best = new Split(feature, histogram.Places[histogram.Count - 1], Split.MissingOnly, false, merit, present);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanBoundaries(ref Split best, int feature, PackedHistogram histogram, in Weights weights, bool missingGoesLeft)
    {
        int cutCount = histogram.Count - 1;
        if (cutCount <= 0) return;
        ulong sum = missingGoesLeft ? histogram.Missing : 0;
        for (int i = 0; i < cutCount; i++) _left[i] = sum += histogram.Counts[i];

        // Rows on the left grow from cut to cut, so the cuts that leave enough on both sides lie together.
        int first = 0;
        int end = cutCount;
        while (first < end && RowCode.Rows(_left[first]) < weights.MinSamplesLeaf) first++;
        while (first < end && weights.Total.Rows - RowCode.Rows(_left[end - 1]) < weights.MinSamplesLeaf) end--;
        double bestMerit = Measure(first, end, weights);
        if (!(bestMerit > best.Merit)) return;
        int cut = first + _merits.AsSpan(first, end - first).IndexOf(bestMerit);
        ClassSums left = RowCode.Unpack(_left[cut]);
        bool goesLeft = histogram.Missing != 0 ? missingGoesLeft : left.Rows > weights.Total.Rows - left.Rows;
        best = new Split(feature, histogram.Places[cut], histogram.Places[cut + 1], goesLeft, bestMerit, left);
    }

    // The merits of a range of cuts, and the greatest of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Measure(int first, int end, in Weights weights)
    {
        int cut = first;
        double greatest = double.NegativeInfinity;
        if (Vector256.IsHardwareAccelerated && end - first >= Lanes)
        {
            Vector256<double> greatestOf = Vector256.Create(double.NegativeInfinity);
            ref ulong left = ref MemoryMarshal.GetArrayDataReference(_left);
            ref double merits = ref MemoryMarshal.GetArrayDataReference(_merits);
            for (; cut + Lanes <= end; cut += Lanes)
            {
                Vector256<double> merit = weights.Merit(Vector256.LoadUnsafe(ref left, (nuint)cut));
                merit.StoreUnsafe(ref merits, (nuint)cut);
                greatestOf = Vector256.Max(greatestOf, merit);
            }

            for (int lane = 0; lane < Lanes; lane++) greatest = Math.Max(greatest, greatestOf[lane]);
        }

        for (; cut < end; cut++) greatest = Math.Max(greatest, _merits[cut] = weights.Merit(RowCode.Unpack(_left[cut])));
        return greatest;
    }

    private readonly ref struct Weights(in ClassSums total, int minSamplesLeaf, double normalWeight, double anomalyWeight)
    {
        private readonly double _normalWeight = normalWeight;
        private readonly double _anomalyWeight = anomalyWeight;

        public readonly ClassSums Total = total;
        public readonly int MinSamplesLeaf = minSamplesLeaf;

        public double Merit(in ClassSums left) => GiniMeasure.Merit(
            left.Normal * _normalWeight,
            left.Anomaly * _anomalyWeight,
            (Total.Normal - left.Normal) * _normalWeight,
            (Total.Anomaly - left.Anomaly) * _anomalyWeight);

        public Vector256<double> Merit(Vector256<ulong> left)
        {
            Vector256<double> normal = RowCode.Normal(left);
            Vector256<double> anomaly = RowCode.Anomaly(left);
            Vector256<double> leftNormal = normal * _normalWeight;
            Vector256<double> leftAnomaly = anomaly * _anomalyWeight;
            Vector256<double> rightNormal = (Vector256.Create(Total.Normal) - normal) * _normalWeight;
            Vector256<double> rightAnomaly = (Vector256.Create(Total.Anomaly) - anomaly) * _anomalyWeight;
            return (((leftNormal * leftNormal) + (leftAnomaly * leftAnomaly)) / (leftNormal + leftAnomaly))
                + (((rightNormal * rightNormal) + (rightAnomaly * rightAnomaly)) / (rightNormal + rightAnomaly));
        }
    }
}
