namespace Anomaly.Detection.Simulation;

/// <summary>How often the tracker loses a cell: at random, a little more often in anomalies, too seldom to give them away.</summary>
internal static class MissingShare
{
    private static readonly (string Column, double Ordinary, double Anomaly)[] Shares =
    [
        ("screen_size", 0.02, 0.03),
        ("browser_info", 0.015, 0.02),
        ("language", 0.015, 0.02),
        ("device_orientation", 0.03, 0.045),
        ("geolocation_city", 0.025, 0.04),
        ("time_on_page", 0.02, 0.02),
        ("scroll_count", 0.02, 0.035),
        ("form_submissions", 0.01, 0.01),
        ("bounce_rate", 0.03, 0.03),
        ("conversion_rate", 0.03, 0.03),
        ("avg_session_duration", 0.04, 0.04),
    ];

    private static readonly double[] OrdinaryShare = ByColumn(share => share.Ordinary);

    private static readonly double[] AnomalyShare = ByColumn(share => share.Anomaly);

    public static double Of(int column, bool isAnomaly) => isAnomaly ? AnomalyShare[column] : OrdinaryShare[column];

    private static double[] ByColumn(Func<(string Column, double Ordinary, double Anomaly), double> select)
    {
        double[] shares = new double[SessionSchema.Columns.Count];
        foreach (var share in Shares) shares[SessionSchema.Columns.RequiredIndexOf(share.Column)] = select(share);
        return shares;
    }
}
