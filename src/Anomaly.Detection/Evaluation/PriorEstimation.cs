using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>Estimates the share of anomalies in new traffic from its probabilities alone, so that <see cref="Calibration.WithPrior"/> can follow it.</summary>
/// <remarks>
/// <para>
/// Saerens, Latinne and Decaestecker, "Adjusting the outputs of a classifier to new a priori probabilities" (2002): expectation maximisation.
/// <code>
/// q ← π;   repeat   pᵢ′ ← pᵢ moved from π to q;   q ← mean of pᵢ′   until q rests
/// </code>
/// </para>
/// <para>
/// It holds where only the share changed (see <see cref="PriorShift"/>), and only for calibrated probabilities: numbers that are too high or too low look like a shift
/// (Alexandari, Kundaje and Shrikumar, 2020). The order of the rows changes no bit.
/// </para>
/// </remarks>
public static class PriorEstimation
{
    /// <summary>Estimates the share.</summary>
    /// <param name="probabilities">One probability of an anomaly per new row, in [0, 1], at least one row; as of the training's share, not moved yet.</param>
    /// <param name="prior">The share that they speak of, in (0, 1): best the mean probability of validation rows, which does not take a tilt of the probabilities for a shift; else <see cref="Calibration.BaseRate"/>.</param>
    /// <param name="options">When to end; the defaults when null.</param>
    /// <param name="progress">Told after each step what share of the most steps is taken, and 1 at the end.</param>
    /// <param name="cancellationToken">Stops the estimation between two steps; nothing is returned.</param>
    /// <returns>The estimate. A probability of 0 or 1 stays what it is at every share.</returns>
    /// <exception cref="ArgumentException">There are no rows, or a probability is out of range; its row is named.</exception>
    /// <exception cref="Numerics.OptionsException">The prior is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PriorEstimate Estimate(
        ReadOnlySpan<double> probabilities,
        double prior,
        PriorEstimationOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        PriorShift.CheckedRate(prior, nameof(prior));
        Check(probabilities);
        PriorEstimationOptions chosen = options ?? new PriorEstimationOptions();
        double estimate = prior;
        bool hasConverged = false;
        int step = 0;
        while (!hasConverged && step < chosen.MaxIterations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double next = MeanAt(estimate, probabilities, prior);
            hasConverged = Math.Abs(next - estimate) < chosen.Tolerance;
            estimate = next;
            step++;
            progress?.Report(hasConverged ? 1 : (double)step / chosen.MaxIterations);
        }

        return new PriorEstimate(estimate, prior, step, hasConverged);
    }

    private static double MeanAt(double estimate, ReadOnlySpan<double> probabilities, double prior)
    {
        double anomaly = estimate / prior, normal = (1 - estimate) / (1 - prior);
        var mean = default(OrderFreeMean);
        foreach (double probability in probabilities)
        {
            // Certain rows stay so, whatever the estimate: 0 and 1 are where the weighing would divide 0 by 0 when it has come to an end of the range.
            mean.Add(probability is 0 or 1 ? probability : PriorShift.Weigh(probability, anomaly, normal));
        }

        return mean.Mean;
    }

    private static void Check(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.IsEmpty) throw new ArgumentException("There are 0 rows to estimate a share from; at least one is needed.", nameof(probabilities));
        for (int row = 0; row < probabilities.Length; row++)
        {
            if (!(probabilities[row] is >= 0 and <= 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The probability of row {row} (first = 0) is {probabilities[row]}; it must be in [0, 1]."), nameof(probabilities));
        }
    }
}
