using System.Text.Json;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Tests.Oracles;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>The same figures as scikit-learn 1.2.1, on sets with many ties (Oracles/metrics.py).</summary>
public sealed class MetricsOracleTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> CaseNames => [.. Cases().Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Figures_TieHeavySet_EqualScikitLearn(string name)
    {
        JsonElement expected = Cases()[name];
        double[] scores = Numbers(expected.GetProperty("scores"));
        bool[] isAnomaly = [.. expected.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32() == 1)];

        var confusion = ConfusionMatrix.At(scores, isAnomaly, expected.GetProperty("threshold").GetDouble());
        double[] counts = Numbers(expected.GetProperty("confusion"));
        confusion.Should().Be(new ConfusionMatrix((long)counts[0], (long)counts[1], (long)counts[2], (long)counts[3]));
        Check(confusion.Accuracy, "accuracy");
        Check(confusion.Precision, "precision");
        Check(confusion.Recall, "recall");
        Check(confusion.F1, "f1");
        Check(confusion.FBeta(2), "f2");
        Check(confusion.FBeta(0.5), "fHalf");
        Check(confusion.MatthewsCorrelation, "mcc");
        Check(confusion.BalancedAccuracy, "balancedAccuracy");

        var roc = RocCurve.Compute(scores, isAnomaly);
        Check(roc.Area, "rocAuc");
        Check(roc.PartialArea(.2), "partialAuc");
        CheckPoints(roc.Points.Skip(1).Select(point => (point.Threshold, point.FalsePositiveRate, point.TruePositiveRate)), "roc");
        var curve = PrecisionRecallCurve.Compute(scores, isAnomaly);
        Check(curve.AveragePrecision, "averagePrecision");
        CheckPoints(curve.Points.Skip(1).Select(point => (point.Threshold, point.Precision, point.Recall)), "pr");
        Check(Metrics.LogLoss(scores, isAnomaly), "logLoss");
        Check(Metrics.BrierScore(scores, isAnomaly), "brier");

        void Check(double actual, string figure)
        {
            JsonElement number = expected.GetProperty(figure);
            if (number.ValueKind == JsonValueKind.Null) actual.Should().Be(double.NaN, "scikit-learn finds {0} undefined", figure);
            else actual.Should().BeApproximately(number.GetDouble(), Tolerance, "that is scikit-learn's {0}", figure);
        }

        void CheckPoints(IEnumerable<(double, double, double)> points, string curveName)
        {
            (double, double, double)[] actual = [.. points];
            double[][] wanted = [.. expected.GetProperty(curveName).EnumerateArray().Select(Numbers)];
            actual.Should().HaveCount(wanted.Length);
            for (int i = 0; i < actual.Length; i++)
            {
                actual[i].Item1.Should().Be(wanted[i][0], "that is threshold {0} of {1}", i, curveName);
                actual[i].Item2.Should().BeApproximately(wanted[i][1], Tolerance, "of point {0} of {1}", i, curveName);
                actual[i].Item3.Should().BeApproximately(wanted[i][2], Tolerance, "of point {0} of {1}", i, curveName);
            }
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static Dictionary<string, JsonElement> Cases()
    {
        using JsonDocument document = Oracle.Open("metrics.json");
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(element => element.GetProperty("name").GetString()!, element => element.Clone(), StringComparer.Ordinal);
    }
}
