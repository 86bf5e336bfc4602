using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>Mean and standard deviation of scores, for bringing them to one scale.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The population's standard deviation; 1 where it is 0 or beyond what a number holds.</param>
internal readonly record struct ScoreMoments(double Mean, double Deviation)
{
    /// <exception cref="ArgumentException">There are no scores, or one is not finite.</exception>
    public static ScoreMoments Of(ReadOnlySpan<double> scores)
    {
        if (scores.IsEmpty) throw new ArgumentException("There are no scores.", nameof(scores));
        double mean = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Score {row} is {scores[row]}; it must be finite."), nameof(scores));

            // Divided first: a sum of large scores might not be finite.
            mean += scores[row] / scores.Length;
        }

        double squares = 0;
        foreach (double score in scores) squares += (score - mean) * (score - mean) / scores.Length;
        double deviation = Math.Sqrt(squares);
        return new ScoreMoments(mean, deviation > 0 && double.IsFinite(deviation) ? deviation : 1);
    }
}
