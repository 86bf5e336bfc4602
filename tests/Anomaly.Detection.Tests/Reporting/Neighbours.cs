namespace Anomaly.Detection.Tests.Reporting;

/// <summary>Elements beside each other.</summary>
internal static class Neighbours
{
    public static IEnumerable<(T First, T Second)> Pairs<T>(this IEnumerable<T> items)
    {
        T[] all = [.. items];
        return all.Zip(all.Skip(1));
    }
}
