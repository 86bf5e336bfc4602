namespace Anomaly.Detection.Training;

/// <summary>How far a training has come.</summary>
/// <param name="StepsDone">Steps that are finished: trees of a forest; hundredths where a model has no trees, or several are trained.</param>
/// <param name="StepCount">Steps there will be.</param>
public readonly record struct TrainingProgress(int StepsDone, int StepCount)
{
    /// <summary>Whether the training ends here, before the steps it was allowed, because more would bring nothing (<see cref="EarlyStopping"/>).</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>The share that is done, in [0, 1].</summary>
    public double Fraction => StepCount == 0 ? 1 : (double)StepsDone / StepCount;
}
