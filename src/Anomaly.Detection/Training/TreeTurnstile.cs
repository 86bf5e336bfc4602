namespace Anomaly.Detection.Training;

/// <summary>Lets finished trees through in tree order, whichever thread finished first.</summary>
internal sealed class TreeTurnstile(int treeCount, OutOfBagScores? outOfBag, EarlierForest? earlier, IProgress<TrainingProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, UnseenScores?> _waiting = [];
    private int _passed;

    /// <summary>Brings a finished tree; it is counted when all before it were.</summary>
    public void Pass(int tree, UnseenScores? unseen)
    {
        lock (_lock)
        {
            _waiting.Add(tree, unseen);
            while (_waiting.Remove(_passed, out UnseenScores? scores))
            {
                if (scores is not null) outOfBag!.Add(scores);
                _passed++;
                if (_passed == earlier?.TreeCount && outOfBag is not null) earlier.CheckScores(outOfBag);
                progress?.Report(new TrainingProgress(_passed, treeCount));
            }
        }
    }
}
