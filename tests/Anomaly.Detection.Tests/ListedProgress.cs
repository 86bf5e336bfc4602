namespace Anomaly.Detection.Tests;

/// <summary>Keeps all it is told, in order, on the thread that tells.</summary>
internal sealed class ListedProgress<T> : IProgress<T>
{
    private readonly List<T> _values = [];

    public IReadOnlyList<T> Values => _values;

    public void Report(T value) => _values.Add(value);
}
