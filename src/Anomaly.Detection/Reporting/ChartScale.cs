namespace Anomaly.Detection.Reporting;

/// <summary>Where numbers lie along an axis of a picture.</summary>
/// <param name="Least">The number at <paramref name="From"/>.</param>
/// <param name="Greatest">The number at <paramref name="To"/>.</param>
/// <param name="From">A place, in pixels.</param>
/// <param name="To">Another place; smaller than <paramref name="From"/> for an axis that rises to the top.</param>
internal readonly record struct ChartScale(double Least, double Greatest, double From, double To)
{
    public double Place(double value) => From + ((value - Least) / (Greatest - Least) * (To - From));
}
