using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Benchmarks.Auditing;

/// <summary>Twenty columns: a user, a time, six of texts and twelve of numbers, half of them counts. 1 % are anomalies; users have ten rows.</summary>
internal static class AuditedRows
{
    /// <summary>The column of time.</summary>
    public const string Time = "time";

    private const int Texts = 6;
    private const int Numbers = 12;

    public static Table Draw(int rowCount, ulong part)
    {
        var random = new RandomStream(42, part);
        var schema = new FeatureSchema(
        [
            new("user", FeatureKind.Identifier),
            new(Time, FeatureKind.Timestamp),
            .. Enumerable.Range(0, Texts).Select(column => new FeatureColumn($"text {column}", FeatureKind.Categorical)),
            .. Enumerable.Range(0, Numbers).Select(column => new FeatureColumn($"number {column}", FeatureKind.Numeric)),
        ]);
        string[][] words = [.. Enumerable.Range(0, Texts).Select(column => Enumerable.Range(0, 3 << column).Select(word => $"word {word} of {column}").ToArray())];
        string[] users = [.. Enumerable.Range(0, Math.Max(1, rowCount / 10)).Select(user => $"user {part} {user}")];
        var builder = new TableBuilder(schema);
        for (int row = 0; row < rowCount; row++)
        {
            builder.Add(0, users[random.NextInt(users.Length)]);
            builder.Add(1, FeatureValue.AtSeconds(1_700_000_000.0 + (part * 10_000_000) + random.NextInt(9_000_000)));
            for (int column = 0; column < Texts; column++) builder.Add(2 + column, words[column][random.NextInt(words[column].Length)]);
            for (int column = 0; column < Numbers; column++) builder.Add(2 + Texts + column, column % 2 == 0 ? random.NextInt(1_000) : random.NextDouble() * 100);
            builder.EndRow(random.NextInt(100) == 0);
        }

        return builder.Build();
    }
}
