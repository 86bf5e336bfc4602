namespace Anomaly.Detection.Training;

/// <summary>How far a training has come.</summary>
/// <param name="TreesDone">Trees that are finished and counted.</param>
/// <param name="TreeCount">Trees there will be.</param>
public readonly record struct TrainingProgress(int TreesDone, int TreeCount)
{
    /// <summary>Whether the training ends here, before the trees it was allowed, because more would bring nothing (<see cref="EarlyStopping"/>).</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>The share that is done, in [0, 1].</summary>
    public double Fraction => TreeCount == 0 ? 1 : (double)TreesDone / TreeCount;
}
