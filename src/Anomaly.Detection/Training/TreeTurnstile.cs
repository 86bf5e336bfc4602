namespace Anomaly.Detection.Training;

/// <summary>Lets finished trees through in tree order, whichever thread finished first.</summary>
internal sealed class TreeTurnstile(int treeCount, OutOfBagScores? outOfBag, IProgress<TrainingProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, UnseenScores?> _waiting = [];
    private int _next;

    /// <summary>Brings a finished tree; it is counted when all before it were.</summary>
    public void Pass(int tree, UnseenScores? unseen)
    {
        lock (_lock)
        {
            _waiting.Add(tree, unseen);
            while (_waiting.Remove(_next, out UnseenScores? scores))
            {
                if (scores is not null)
                {
                    outOfBag!.Add(scores);
                    scores.Return();
                }

                _next++;
                progress?.Report(new TrainingProgress(_next, treeCount));
            }
        }
    }
}
