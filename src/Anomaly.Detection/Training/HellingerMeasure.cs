namespace Anomaly.Detection.Training;

/// <summary>
/// √(p(1 − p)): what a split takes away of it is what it adds to half the squared Hellinger distance between the classes.
/// </summary>
/// <remarks>
/// <para>
/// With weights n and a of the two classes in a node, N and A in the root, and l and r for the two sides, the distance d over the sides is
/// <code>
/// d² = (√(nₗ/n) − √(aₗ/a))² + (√(nᵣ/n) − √(aᵣ/a))² = 2 − 2·(√(nₗaₗ) + √(nᵣaᵣ)) / √(na)
/// </code>
/// so the greatest distance is the least √(nₗaₗ) + √(nᵣaᵣ): the impurity of Dietterich, Kearns and Mansour (1996), times weights. Over all
/// leaves of a tree, half the squared distance is 1 − Σ√(na) / √(NA), to which each split adds its (√(na) − √(nₗaₗ) − √(nᵣaᵣ)) / √(NA).
/// A weight that all rows of a class share cancels out.
/// </para>
/// <para>Square roots are exactly rounded, so they have the same bits on every machine.</para>
/// </remarks>
internal readonly struct HellingerMeasure : IImpurityMeasure
{
    public static bool SeesClassWeights => false;

    public static double Impurity(double normal, double anomaly) => Math.Sqrt(normal * anomaly) / (normal + anomaly);

    public static double Merit(double leftNormal, double leftAnomaly, double rightNormal, double rightAnomaly) =>
        -Math.Sqrt(leftNormal * leftAnomaly) - Math.Sqrt(rightNormal * rightAnomaly);

    public static double Scale(double normal, double anomaly) => Math.Sqrt(normal * anomaly);
}
