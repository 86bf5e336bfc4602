using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Auditing;

/// <summary>Generated tables without faults, and a model for audits.</summary>
internal static class AuditTables
{
    public const string User = "user";
    public const string Time = "time";

    private const int SignalColumns = 8;
    private const double Separation = 1.8;
    private const int RowsPerUser = 3;
    private const double Day = 86_400;

    /// <summary>A small forest, out of bag.</summary>
    public static AuditModel Model { get; } = new()
    {
        Shuffles = 2,
        ScoreUnseen = (rows, scores, cancellationToken) =>
        {
            FeatureMatrix features = FeatureEncoder.Fit(rows, cancellationToken: cancellationToken).Encode(rows, cancellationToken);
            new RandomForestTrainer(new RandomForestOptions { TreeCount = 40, MinSamplesLeaf = 2, MaxThreads = 1 }).Train(features, rows.IsAnomaly, cancellationToken: cancellationToken).OutOfBagScores.CopyTo(scores);
        },
    };

    /// <summary>Users (identifiers), times, eight columns that tell anomalies each a little, one of counts, two of texts; some cells are missing.</summary>
    /// <param name="rowCount">Rows.</param>
    /// <param name="anomalyCount">Anomalies among them.</param>
    /// <param name="seed">Any.</param>
    /// <param name="part">0, 1, …: parts have no user in common, and later ones are later.</param>
    public static TableDraft Draw(int rowCount, int anomalyCount, ulong seed, int part)
    {
        var random = new RandomStream(seed, (ulong)part);
        bool[] labels = new bool[rowCount];
        labels.AsSpan(0, anomalyCount).Fill(true);
        random.Shuffle<bool>(labels);
        var users = new string?[rowCount];
        double[] times = new double[rowCount], counts = new double[rowCount];
        string?[] kinds = new string?[rowCount], places = new string?[rowCount];
        double[][] signals = [.. Enumerable.Range(0, SignalColumns).Select(_ => new double[rowCount])];
        for (int row = 0; row < rowCount; row++)
        {
            users[row] = $"u{part}_{random.NextInt(Math.Max(1, rowCount / RowsPerUser))}";
            times[row] = Math.Floor((part + random.NextDouble()) * 30 * Day);
            counts[row] = random.NextInt(40);
            kinds[row] = $"kind {random.NextInt(6)}";
            places[row] = random.NextInt(30) == 0 ? null : $"place {random.NextInt(25)}";
            for (int signal = 0; signal < SignalColumns; signal++) signals[signal][row] = random.NextInt(40) == 0 ? double.NaN : Normal(ref random) + (labels[row] ? Separation : 0);
        }

        FeatureColumn[] columns =
        [
            new(User, FeatureKind.Identifier), new(Time, FeatureKind.Timestamp), new("count", FeatureKind.Numeric), new("kind", FeatureKind.Categorical), new("place", FeatureKind.Categorical),
            .. Enumerable.Range(0, SignalColumns).Select(signal => new FeatureColumn($"signal {signal}", FeatureKind.Numeric)),
        ];
        return new TableDraft(new Table(new FeatureSchema(columns), [users, times, counts, kinds, places, .. signals], labels, rowCount));
    }

    // Irwin and Hall: twelve uniform numbers less six have mean 0 and variance 1.
    private static double Normal(ref RandomStream random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += random.NextDouble();
        return sum;
    }
}
