namespace Anomaly.Detection.Training;

/// <summary>The rows of each class that a bag draws from, and how many it draws.</summary>
internal sealed record ClassDraws(DrawUnits NormalRows, int NormalDraws, DrawUnits AnomalyRows, int AnomalyDraws)
{
    /// <exception cref="ArgumentException">The rows are in groups.</exception>
    public static ClassDraws Of(TrainingSet set, ClassSamples samples)
    {
        if (!set.Groups.IsEmpty) throw new ArgumentException("Class samples draw rows of each class, so groups of rows cannot be kept together; a grouped set needs ClassSamples = null.", nameof(set));
        (int normal, int anomaly) = samples.Resolve(set.NormalCount, set.AnomalyCount);
        return new ClassDraws(DrawUnits.OfClass(set, isAnomaly: false), normal, DrawUnits.OfClass(set, isAnomaly: true), anomaly);
    }
}
