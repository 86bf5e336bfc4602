using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>This library; without out-of-bag scores, which the others do not compute either.</summary>
internal sealed class OurPeer(ForestJob job, LabelledRows training) : IPeer
{
    private readonly FeatureMatrix _features = FeatureMatrix.FromRows(training.Values, training.FeatureCount);
    private RandomForestModel? _model;

    public void Train() => _model = new RandomForestTrainer(OurOptions.For(job, outOfBag: false)).Train(_features, training.IsAnomaly).Model;

    public double[] Score(LabelledRows rows) => [.. Enumerable.Range(0, rows.Count).Select(row => _model!.Score(rows.Row(row)))];

    public void Dispose()
    {
    }
}
