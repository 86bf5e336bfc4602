namespace Anomaly.Detection.Models;

/// <summary>Something learned that gives a score to a row. Immutable; safe to share between threads.</summary>
public interface IAnomalyModel
{
    /// <summary>The length of a row.</summary>
    int FeatureCount { get; }

    /// <summary>Scores one row, slowly and obviously: the reference that every faster way must equal bit for bit.</summary>
    /// <param name="row">Encoded features; length = <see cref="FeatureCount"/>. NaN is missing; nothing is infinite.</param>
    /// <returns>A number; greater is more anomalous.</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    double Score(ReadOnlySpan<float> row);
}
