using System.Globalization;
using Anomaly.Detection.Benchmarks.Measuring;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>LightGBM's random forest. Bags are drawn without replacement: 0.632 of the rows, as many as a bootstrap has different ones.</summary>
internal sealed class LightGbmPeer(ForestJob job, LabelledRows training) : IPeer
{
    private const int MostLeaves = 131_072;

    private DatasetHandle? _dataset;
    private BoosterHandle? _booster;

    public void Train()
    {
        string parameters = Parameters();
        LightGbm.Check(NativeMethods.CreateDataset(training.Values, NativeMethods.Float32, training.Count, training.FeatureCount, isRowMajor: 1, parameters, reference: 0, out _dataset));
        float[] labels = [.. training.IsAnomaly.Select(isAnomaly => isAnomaly ? 1f : 0)];
        LightGbm.Check(NativeMethods.SetField(_dataset, "label", labels, labels.Length, NativeMethods.Float32));
        LightGbm.Check(NativeMethods.CreateBooster(_dataset, parameters, out _booster));
        for (int tree = 0; tree < job.TreeCount; tree++)
        {
            LightGbm.Check(NativeMethods.AddTree(_booster, out int isFinished));
            if (isFinished != 0) throw new InvalidOperationException($"LightGBM stopped after {tree} of {job.TreeCount} trees");
        }
    }

    public double[] Score(LabelledRows rows)
    {
        double[] scores = new double[rows.Count];
        LightGbm.Check(NativeMethods.Predict(_booster!, rows.Values, NativeMethods.Float32, rows.Count, rows.FeatureCount, isRowMajor: 1, predictType: 0, startIteration: 0, iterations: -1, $"num_threads={job.Threads} verbosity=-1", out _, scores));
        return scores;
    }

    public void Dispose()
    {
        _booster?.Dispose();
        _dataset?.Dispose();
    }

    private string Parameters()
    {
        double share = ForestConfiguration.DrawnFeatures(training.FeatureCount) / (double)training.FeatureCount;
        (int depth, int leaves) = job.Configuration.MaxDepth is { } most ? (most, 1 << most) : (-1, Math.Min(MostLeaves, training.Count));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"objective=binary boosting=rf bagging_freq=1 bagging_fraction=0.632 feature_fraction_bynode={share} num_threads={job.Threads} max_bin=255 verbosity=-1 seed={job.Seed} max_depth={depth} num_leaves={leaves} min_data_in_leaf={job.Configuration.MinSamplesLeaf} min_sum_hessian_in_leaf=0{(job.Configuration.IsBalanced ? " is_unbalance=true" : "")}");
    }
}
