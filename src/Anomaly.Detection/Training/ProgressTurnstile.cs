namespace Anomaly.Detection.Training;

/// <summary>Reports trees in order, whichever thread finishes which first.</summary>
internal sealed class ProgressTurnstile(int treeCount, IProgress<TrainingProgress>? progress)
{
    private readonly Lock _gate = new();
    private readonly bool[] _isDone = new bool[treeCount];
    private int _passed;

    /// <summary>Tells that a tree is finished.</summary>
    public void Pass(int tree)
    {
        if (progress is null) return;
        lock (_gate)
        {
            _isDone[tree] = true;
            while (_passed < treeCount && _isDone[_passed]) progress.Report(new TrainingProgress(++_passed, treeCount));
        }
    }
}
