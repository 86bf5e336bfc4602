using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using MathNet.Numerics.Distributions;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>What confidence buys: a precision that holds on rows to come, judged by the true precision of normally distributed scores.</summary>
public sealed class ThresholdConfidenceTests
{
    private const int Anomalies = 80;
    private const int Normals = 4000;
    private const int Draws = 200;
    private const double Asked = .8;

    [Theory]
    [InlineData(2.5, .4, .25)]
    [InlineData(3, .35, .9)]
    [InlineData(4, .15, .95)]
    public void Precision_PlainRuleMissesOften_ABoundSeldom(double separation, double leastPlainMisses, double leastReturns)
    {
        var random = new RandomStream(31);
        int plainMisses = 0, sureMisses = 0, sureReturns = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            (double[] scores, bool[] isAnomaly) = Draw(ref random, separation);
            ThresholdDesign plain = Choose(scores, isAnomaly, ThresholdObjective.MaximumRecall(Asked));
            ThresholdDesign sure = Choose(scores, isAnomaly, ThresholdObjective.MaximumRecall(Asked, confidence: .95));
            if (plain.Threshold is { } bold && TruePrecision(bold, separation) < Asked) plainMisses++;
            if (sure.Threshold is { } careful && TruePrecision(careful, separation) < Asked) sureMisses++;
            if (sure.IsFound) sureReturns++;
            else sure.Refusal.Should().StartWith("at no threshold is the precision 0.8 or more with 95% confidence");
        }

        plainMisses.Should().BeGreaterThan((int)(leastPlainMisses * Draws));
        sureMisses.Should().BeLessThanOrEqualTo((int)(.05 * Draws));
        sureReturns.Should().BeGreaterThan((int)(leastReturns * Draws));
    }

    private static ThresholdDesign Choose(double[] scores, bool[] isAnomaly, ThresholdObjective objective) =>
        ThresholdDesigner.Choose(scores, isAnomaly, objective, ScoreSource.HeldOut, new ThresholdDesignOptions { Intervals = null });

    private static double TruePrecision(double threshold, double separation)
    {
        double found = Anomalies * Normal.CDF(0, 1, separation - threshold), falseAlarms = Normals * Normal.CDF(0, 1, -threshold);
        return found / (found + falseAlarms);
    }

    private static (double[] Scores, bool[] IsAnomaly) Draw(ref RandomStream random, double separation)
    {
        double[] scores = new double[Anomalies + Normals];
        bool[] isAnomaly = new bool[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            isAnomaly[row] = row < Anomalies;

            // Normal scores below 1 stand far from any threshold of interest: their place does not matter, and the quantile is dear.
            double uniform = random.NextDouble();
            scores[row] = !isAnomaly[row] && uniform < .84 ? uniform : Normal.InvCDF(isAnomaly[row] ? separation : 0, 1, uniform);
        }

        return (scores, isAnomaly);
    }
}
