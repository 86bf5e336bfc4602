using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>What is learned on.</summary>
/// <param name="Options">How the detector is trained.</param>
/// <param name="Encoder">What made the features.</param>
/// <param name="Features">The rows.</param>
/// <param name="IsAnomaly">One label a row, of both classes; empty where there are none to use.</param>
/// <param name="Groups">The group of each row; empty where every row is for itself.</param>
internal sealed record LearningTask(AnomalyDetectorOptions Options, FeatureEncoder Encoder, FeatureMatrix Features, bool[] IsAnomaly, int[] Groups)
{
    /// <summary>Whether there are labels to judge by.</summary>
    public bool IsLabelled => IsAnomaly.Length > 0;
}
