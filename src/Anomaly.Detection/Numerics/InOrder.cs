namespace Anomaly.Detection.Numerics;

/// <summary>Hands on what several threads bring in the order of its numbers, one at a time, whichever thread was first.</summary>
internal sealed class InOrder<T>(Action<int, T> next)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, T> _waiting = [];
    private int _next;

    /// <summary>Brings an item; it is handed on when all before it were.</summary>
    public void Pass(int number, T item)
    {
        lock (_lock)
        {
            _waiting.Add(number, item);
            while (_waiting.Remove(_next, out T? waiting)) next(_next++, waiting);
        }
    }
}
