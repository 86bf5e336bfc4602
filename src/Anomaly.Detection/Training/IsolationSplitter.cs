using System.Collections.Immutable;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Draws how a node of an isolation tree is divided. Owns the scratch memory of one worker.</summary>
/// <remarks>
/// One feature of those that differ within the node, and a cut between its ends. Where the node's rows lack the feature in part, half of the cuts set
/// the missing apart from the present, so that rarely missing values are found soon; else a coin sends the missing left or right.
/// </remarks>
internal sealed class IsolationSplitter(IsolationRows rows, IsolationForestOptions options, bool[] isCategorical)
{
    private const int MostTries = 16;

    private readonly IsolationCandidates _candidates = new(rows, isCategorical.Length);
    private readonly float[] _projected = new float[options.SampleSize];
    private readonly List<float> _categories = [];

    /// <summary>How many features are known to be constant in the node that was looked at last.</summary>
    public int Constants => _candidates.Constants;

    /// <summary>Begins a tree.</summary>
    public void Begin() => _candidates.Begin();

    /// <summary>Draws a cut; both sides have rows.</summary>
    /// <returns>False when all rows of the node are alike.</returns>
    public bool TryDraw(int start, int end, int knownConstants, ref RandomStream random, out IsolationCut cut)
    {
        if (options.ExtensionLevel > 0)
        {
            _candidates.Draw(start, end, knownConstants, options.ExtensionLevel + 1, bySpread: true, ref random);
            if (_candidates.Taken.Length > 1 && TryPlane(start, end, ref random, out cut)) return true;
        }

        _candidates.Draw(start, end, knownConstants, wanted: 1, bySpread: false, ref random);
        cut = default;
        if (_candidates.Taken.IsEmpty) return false;
        int feature = _candidates.Taken[0];
        ValueRange range = _candidates.RangeOf(feature);
        if (range.MissingCount > 0 && (!range.HasSpread || IsHeads(ref random)))
        {
            cut = new IsolationCut(feature, null, float.MaxValue, MissingGoesLeft: false);
            return true;
        }

        bool? missingGoesLeft = range.MissingCount > 0 ? IsHeads(ref random) : null;
        cut = options.CategoricalSplits == CategoricalSplits.RandomSubset && isCategorical[feature]
            ? new IsolationCut(-1, DrawSubset(feature, start, end, ref random), 0.5f, missingGoesLeft)
            : new IsolationCut(feature, null, Threshold.Within(range.Least, range.Greatest, random.NextDouble()), missingGoesLeft);
        return true;
    }

    /// <summary>The numbers that a cut asks for, by number of row; of the rows of the node at least.</summary>
    public ReadOnlySpan<float> ColumnOf(IsolationCut cut, int start, int end)
    {
        switch (cut.Projection)
        {
            case HyperplaneProjection plane:
                Project(plane.Features, plane.Weights, plane.Point, start, end);
                return _projected;
            case SubsetProjection subset:
                ReadOnlySpan<float> column = rows.Column(subset.Features[0]);
                foreach (int row in rows.Rows(start, end)) _projected[row] = float.IsNaN(column[row]) ? float.NaN : subset.Values.AsSpan().BinarySearch(column[row]) >= 0 ? 0 : 1;
                return _projected;
            default:
                return rows.Column(cut.Feature);
        }
    }

    private static bool IsHeads(ref RandomStream random) => random.NextInt(2) == 0;

    // A plane through a random point of the node's box, its normal vector of normal weights, each in units of its feature's spread.
    private bool TryPlane(int start, int end, ref RandomStream random, out IsolationCut cut)
    {
        int[] features = _candidates.Taken.ToArray();
        Array.Sort(features);
        double[] weights = new double[features.Length];
        float[] point = new float[features.Length];
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            for (int i = 0; i < features.Length; i++)
            {
                ValueRange range = _candidates.RangeOf(features[i]);
                weights[i] = NormalDraw.Next(ref random) / range.Spread;
                point[i] = Threshold.Within(range.Least, range.Greatest, random.NextDouble());
            }

            Project([.. features], [.. weights], [.. point], start, end);
            (int left, int right, int missing) = Count(start, end);
            if (left == 0 || right == 0) continue;
            cut = new IsolationCut(-1, new HyperplaneProjection([.. features], [.. weights], [.. point]), 0, missing > 0 ? IsHeads(ref random) : null);
            return true;
        }

        cut = default;
        return false;
    }

    private void Project(ImmutableArray<int> features, ImmutableArray<double> weights, ImmutableArray<float> point, int start, int end)
    {
        foreach (int row in rows.Rows(start, end))
        {
            double sum = 0;
            int missing = 0;
            for (int i = 0; i < features.Length; i++)
            {
                float value = rows.Column(features[i])[row];
                if (float.IsNaN(value)) missing++;
                else sum += weights[i] * ((double)value - point[i]);
            }

            _projected[row] = HyperplaneProjection.Rounded(sum, missing == features.Length);
        }
    }

    private (int Left, int Right, int Missing) Count(int start, int end)
    {
        int left = 0, right = 0, missing = 0;
        foreach (int row in rows.Rows(start, end))
        {
            if (float.IsNaN(_projected[row])) missing++;
            else if (_projected[row] <= 0) left++;
            else right++;
        }

        return (left, right, missing);
    }

    private SubsetProjection DrawSubset(int feature, int start, int end, ref RandomStream random)
    {
        ReadOnlySpan<float> column = rows.Column(feature);
        _categories.Clear();
        foreach (int row in rows.Rows(start, end))
        {
            // Adding 0 turns −0 into 0: one category.
            if (!float.IsNaN(column[row])) _categories.Add(column[row] + 0f);
        }

        _categories.Sort();
        float[] distinct = [.. _categories.Distinct()];
        while (true)
        {
            var left = ImmutableArray.CreateBuilder<float>(distinct.Length);
            foreach (float category in distinct)
            {
                if (IsHeads(ref random)) left.Add(category);
            }

            if (left.Count > 0 && left.Count < distinct.Length) return new SubsetProjection(feature, left.ToImmutable());
        }
    }
}
