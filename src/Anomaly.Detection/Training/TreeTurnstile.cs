namespace Anomaly.Detection.Training;

/// <summary>Lets finished trees through in tree order, whichever thread finished first, until there are enough.</summary>
/// <param name="treeCount">Most trees.</param>
/// <param name="outOfBag">Adds up what trees say of rows they did not see.</param>
/// <param name="isEnough">Told the number of trees after each; says whether these are enough.</param>
/// <param name="progress">Told after each tree.</param>
internal sealed class TreeTurnstile(int treeCount, OutOfBagScores? outOfBag, Func<int, bool> isEnough, IProgress<TrainingProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, UnseenScores?> _waiting = [];
    private bool _isClosed;

    /// <summary>How many trees went through.</summary>
    public int Passed { get; private set; }

    /// <summary>Brings a finished tree; it is counted when all before it were.</summary>
    /// <returns>Whether there are enough trees, and no further one goes through.</returns>
    public bool Pass(int tree, UnseenScores? unseen)
    {
        lock (_lock)
        {
            _waiting.Add(tree, unseen);
            while (!_isClosed && _waiting.Remove(Passed, out UnseenScores? scores))
            {
                if (scores is not null)
                {
                    outOfBag!.Add(scores);
                    scores.Return();
                }

                Passed++;
                bool stops = isEnough(Passed) && Passed < treeCount;
                progress?.Report(new TrainingProgress(Passed, stops ? Passed : treeCount) { StoppedEarly = stops });
                _isClosed = stops;
            }

            return _isClosed;
        }
    }
}
