using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Oracles;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Machines of libsvm, by scikit-learn, with every kernel. Differences count relative to the sum of the terms: kernel values of both are kept as 32-bit floats.</summary>
public class OneClassSvmOracleTests
{
    private const double Allowed = 2e-6;
    private const double Tolerance = 1e-10;

    [Fact]
    public void Train_EveryKernelAndNu_GivesLibsvmsMachine()
    {
        using JsonDocument oracle = Oracle.Open("one_class_svm.json");
        Dictionary<string, JsonElement> tables = oracle.RootElement.GetProperty("tables").EnumerateArray().ToDictionary(table => table.GetProperty("name").GetString()!);
        int cases = 0;
        foreach (JsonElement expected in oracle.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement table = tables[expected.GetProperty("table").GetString()!];
            int features = table.GetProperty("features").GetInt32();
            float[] rows = [.. Numbers(table, "rows").Select(value => (float)value)], probes = [.. Numbers(table, "probes").Select(value => (float)value)];
            foreach (bool shrinking in new[] { true, false })
            {
                TrainedOneClassSvm trained = new OneClassSvmTrainer(OptionsOf(expected) with { Shrinking = shrinking }).Train(FeatureMatrix.FromRows(rows, features));
                string of = $"{expected.GetProperty("table")}, {expected.GetProperty("kernel")}, nu {expected.GetProperty("nu")}, shrinking {shrinking}";
                trained.Converged.Should().BeTrue(of);
                ShouldAgree(trained.Model, expected, rows, probes, of);
            }

            cases++;
        }

        cases.Should().Be(54);
    }

    private static void ShouldAgree(OneClassSvmModel model, JsonElement expected, float[] rows, float[] probes, string of)
    {
        int features = model.FeatureCount;
        if (model.Kernel.Kind != SvmKernelKind.Linear) model.Kernel.Gamma.Should().BeApproximately(expected.GetProperty("fitted_gamma").GetDouble(), 1e-9, of);
        double[] decisions = Numbers(expected, "decision");

        // No nearer than both were solved: where the origin lies among the rows of a linear kernel, everything is about 1e-12.
        double scale = Math.Max(Tolerance, Allowed * Math.Max(Math.Abs(expected.GetProperty("rho").GetDouble()), decisions.Max(Math.Abs)));
        model.Rho.Should().BeApproximately(expected.GetProperty("rho").GetDouble(), scale, of);
        for (int i = 0; i < decisions.Length; i++) (-model.Score(probes.AsSpan(i * features, features))).Should().BeApproximately(decisions[i], scale, of);

        // Only a kernel whose matrix is of full rank leaves a single choice of coefficients.
        if (model.Kernel.Kind != SvmKernelKind.Rbf) return;
        int[] support = [.. expected.GetProperty("support").EnumerateArray().Select(value => value.GetInt32())];
        double[] alpha = Numbers(expected, "alpha");
        model.SupportVectorCount.Should().Be(support.Length, of);
        for (int i = 0; i < support.Length; i++)
        {
            model.SupportVectors.Slice(i * features, features).SequenceEqual(rows.AsSpan(support[i] * features, features)).Should().BeTrue(of);
            model.Coefficients[i].Should().BeApproximately(alpha[i], 1e-5, of);
        }
    }

    private static OneClassSvmOptions OptionsOf(JsonElement expected) => new()
    {
        Nu = expected.GetProperty("nu").GetDouble(),
        Tolerance = Tolerance,
        MaxIterations = 2_000_000,
        Kernel = expected.GetProperty("kernel").GetString() switch
        {
            "rbf" => SvmKernelKind.Rbf,
            "linear" => SvmKernelKind.Linear,
            "poly" => SvmKernelKind.Polynomial,
            _ => SvmKernelKind.Sigmoid,
        },
        Gamma = !expected.TryGetProperty("gamma", out JsonElement gamma) ? SvmGamma.Scale
            : gamma.ValueKind == JsonValueKind.Number ? SvmGamma.Of(gamma.GetDouble())
            : gamma.GetString() == "auto" ? SvmGamma.Auto : SvmGamma.Scale,
        Degree = expected.TryGetProperty("degree", out JsonElement degree) ? degree.GetInt32() : 3,
        Coef0 = expected.TryGetProperty("coef0", out JsonElement coef0) ? coef0.GetDouble() : 0,
    };

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
