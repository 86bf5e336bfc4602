using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>Things to choose among, each as likely as its weight says. Immutable.</summary>
internal sealed class WeightedTable<T>
{
    private readonly int[] _weightUpTo;

    public WeightedTable(params (int Weight, T Item)[] entries)
    {
        Items = [.. entries.Select(entry => entry.Item)];
        _weightUpTo = new int[entries.Length];
        int total = 0;
        for (int i = 0; i < entries.Length; i++) _weightUpTo[i] = total += entries[i].Weight;
    }

    public IReadOnlyList<T> Items { get; }

    public T Draw(ref RandomStream random)
    {
        int place = random.NextInt(_weightUpTo[^1]);
        int item = 0;
        while (place >= _weightUpTo[item]) item++;
        return Items[item];
    }
}
