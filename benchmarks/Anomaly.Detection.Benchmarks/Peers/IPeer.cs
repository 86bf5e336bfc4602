using Anomaly.Detection.Benchmarks.Measuring;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>A library that trains a forest. Its constructor brings the rows into the form the library wants, before anything is measured.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Trains; called once.</summary>
    void Train();

    /// <summary>Scores rows with the trained forest; greater is more anomalous.</summary>
    double[] Score(LabelledRows rows);
}
