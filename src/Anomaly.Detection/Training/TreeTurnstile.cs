using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Counts finished trees in tree order, whichever thread finished first, until there are enough.</summary>
internal sealed class TreeTurnstile
{
    private readonly int _treeCount;
    private readonly OutOfBagScores? _outOfBag;
    private readonly Func<int, bool> _isEnough;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly InOrder<UnseenScores?> _order;
    private volatile bool _isClosed;

    /// <param name="treeCount">Most trees.</param>
    /// <param name="outOfBag">Adds up what trees say of rows they did not see.</param>
    /// <param name="isEnough">Told the number of trees after each; says whether these are enough.</param>
    /// <param name="progress">Told after each tree.</param>
    public TreeTurnstile(int treeCount, OutOfBagScores? outOfBag, Func<int, bool> isEnough, IProgress<TrainingProgress>? progress)
    {
        _treeCount = treeCount;
        _outOfBag = outOfBag;
        _isEnough = isEnough;
        _progress = progress;
        _order = new InOrder<UnseenScores?>(Count);
    }

    /// <summary>How many trees went through.</summary>
    public int Passed { get; private set; }

    /// <summary>Brings a finished tree; it is counted when all before it were.</summary>
    /// <returns>Whether there are enough trees, and no further one goes through.</returns>
    public bool Pass(int tree, UnseenScores? unseen)
    {
        _order.Pass(tree, unseen);
        return _isClosed;
    }

    private void Count(int tree, UnseenScores? unseen)
    {
        if (!_isClosed)
        {
            if (unseen is not null) _outOfBag!.Add(unseen);
            Passed = tree + 1;
            bool stops = _isEnough(Passed) && Passed < _treeCount;
            _progress?.Report(new TrainingProgress(Passed, stops ? Passed : _treeCount) { StoppedEarly = stops });
            _isClosed = stops;
        }

        unseen?.Return();
    }
}
