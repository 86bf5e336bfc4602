using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Preprocessing;

/// <summary>A small table with a column of every kind, and ways to build others.</summary>
internal static class Sessions
{
    // session_id      device    date              clicks  views
    // s1              mobile    2024-01-15 10:00  6       3
    // s2              desktop   2024-01-16 23:30  5       0
    // s3              mobile    –                 –       2
    // s4              –         2024-01-21        1       4
    public static Table Table { get; } = Build(
        [
            new("session_id", FeatureKind.Identifier), new("device", FeatureKind.Categorical), new("date", FeatureKind.Timestamp),
            new("clicks", FeatureKind.Numeric), new("views", FeatureKind.Numeric),
        ],
        ["s1", "mobile", "2024-01-15 10:00", 6, 3],
        ["s2", "desktop", "2024-01-16 23:30", 5, 0],
        ["s3", "mobile", FeatureValue.Missing, FeatureValue.Missing, 2],
        ["s4", FeatureValue.Missing, "2024-01-21", 1, 4]);

    public static Table Build(FeatureColumn[] columns, params FeatureValue[][] rows)
    {
        var builder = new TableBuilder(new FeatureSchema(columns));
        foreach (FeatureValue[] row in rows)
        {
            for (int column = 0; column < row.Length; column++) builder.Add(column, row[column]);
            builder.EndRow();
        }

        return builder.Build();
    }

    /// <summary>A table of one column, one cell per row.</summary>
    public static Table Column(string name, FeatureKind kind, params FeatureValue[] cells) =>
        Build([new FeatureColumn(name, kind)], [.. cells.Select(cell => new[] { cell })]);

    /// <summary>A table of two numeric columns <c>a</c> and <c>b</c>.</summary>
    public static Table Pairs(params (double A, double B)[] rows) =>
        Build([new("a", FeatureKind.Numeric), new("b", FeatureKind.Numeric)], [.. rows.Select(row => new FeatureValue[] { row.A, row.B })]);
}
