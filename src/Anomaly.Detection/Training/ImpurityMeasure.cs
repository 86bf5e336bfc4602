using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Impurity of the weights of two classes, and what to maximise when splitting.</summary>
internal interface IImpurityMeasure
{
    /// <summary>Whether class weights count. Where they do not, the measure is told the weights that rows have without them.</summary>
    static abstract bool SeesClassWeights { get; }

    /// <summary>The impurity of a node with these weights, at least one above 0.</summary>
    static abstract double Impurity(double normal, double anomaly);

    /// <summary>Grows with the decrease of impurity that a split brings, and is cheaper to compare.</summary>
    static abstract double Merit(double leftNormal, double leftAnomaly, double rightNormal, double rightAnomaly);

    /// <summary>
    /// What decreases of impurity, each times the weight of its node, are divided by, so that those of a whole tree add up to at most what its root had.
    /// </summary>
    /// <param name="normal">Weight of the normal class in the root.</param>
    /// <param name="anomaly">Weight of the anomalous class in the root.</param>
    static abstract double Scale(double normal, double anomaly);
}

/// <summary>Σ p(1 − p); the merit is Σ w²/W over the children.</summary>
internal readonly struct GiniMeasure : IImpurityMeasure
{
    public static bool SeesClassWeights => true;

    public static double Impurity(double normal, double anomaly)
    {
        double total = normal + anomaly;
        return 1 - (((normal * normal) + (anomaly * anomaly)) / (total * total));
    }

    public static double Merit(double leftNormal, double leftAnomaly, double rightNormal, double rightAnomaly) =>
        (((leftNormal * leftNormal) + (leftAnomaly * leftAnomaly)) / (leftNormal + leftAnomaly))
        + (((rightNormal * rightNormal) + (rightAnomaly * rightAnomaly)) / (rightNormal + rightAnomaly));

    public static double Scale(double normal, double anomaly) => normal + anomaly;
}

/// <summary>−Σ p·log₂ p; the merit is minus the children's impurities, weighted.</summary>
internal readonly struct EntropyMeasure : IImpurityMeasure
{
    public static bool SeesClassWeights => true;

    public static double Impurity(double normal, double anomaly)
    {
        double total = normal + anomaly;
        return Term(normal / total) + Term(anomaly / total);
    }

    public static double Merit(double leftNormal, double leftAnomaly, double rightNormal, double rightAnomaly) =>
        -((leftNormal + leftAnomaly) * Impurity(leftNormal, leftAnomaly)) - ((rightNormal + rightAnomaly) * Impurity(rightNormal, rightAnomaly));

    public static double Scale(double normal, double anomaly) => normal + anomaly;

    // Shares too small for the logarithm's range add nothing that a double would notice.
    private static double Term(double share) => share < 1e-300 ? 0 : -share * Logarithm.Log2(share);
}
