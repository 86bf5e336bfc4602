namespace Anomaly.Detection.Auditing;

/// <summary>The standard error of a ROC-AUC, after Hanley and McNeil, "The meaning and use of the area under a ROC curve" (1982).</summary>
internal static class AreaError
{
    public static double Of(double area, int anomalies, int normals)
    {
        double q1 = area / (2 - area), q2 = 2 * area * area / (1 + area);
        double variance = (area * (1 - area)) + ((anomalies - 1) * (q1 - (area * area))) + ((normals - 1) * (q2 - (area * area)));
        return Math.Sqrt(Math.Max(0, variance) / ((double)anomalies * normals));
    }
}
