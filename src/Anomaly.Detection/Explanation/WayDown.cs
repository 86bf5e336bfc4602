namespace Anomaly.Detection.Explanation;

/// <summary>The way from the root to where a walk in preorder has come: which players were asked on it, and where the last question of each led.</summary>
internal sealed class WayDown(int playerCount)
{
    private readonly int[] _lastSlot = new int[playerCount];
    private readonly Stack<Question> _questions = new();

    /// <summary>How many different players were asked.</summary>
    public int PlayerCount { get; private set; }

    /// <summary>The child that the last question of a player led to; 0 where it was not asked.</summary>
    public int LastSlotOf(int player) => _lastSlot[player];

    /// <summary>Asks a player, and goes on to the left child.</summary>
    public void Ask(int player, int leftSlot)
    {
        int before = _lastSlot[player];
        if (before == 0) PlayerCount++;
        _questions.Push(new Question(player, before, IsRightDone: false));
        _lastSlot[player] = leftSlot;
    }

    /// <summary>Leaves a leaf for the node after it: the right child of the last question that has not been there.</summary>
    public void LeaveLeaf(int nextSlot)
    {
        while (_questions.TryPop(out Question last))
        {
            if (!last.IsRightDone)
            {
                _questions.Push(last with { IsRightDone = true });
                _lastSlot[last.Player] = nextSlot;
                return;
            }

            _lastSlot[last.Player] = last.Before;
            if (last.Before == 0) PlayerCount--;
        }
    }

    private readonly record struct Question(int Player, int Before, bool IsRightDone);
}
