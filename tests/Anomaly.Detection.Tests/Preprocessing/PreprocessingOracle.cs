using System.Text.Json;

namespace Anomaly.Detection.Tests.Preprocessing;

/// <summary>What scikit-learn made of small columns; see <c>Oracles/preprocessing.py</c>.</summary>
internal sealed record PreprocessingOracle(IReadOnlyDictionary<string, ColumnOracle> Columns, LabelOracle Labels)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static PreprocessingOracle Load()
    {
        using Stream stream = typeof(PreprocessingOracle).Assembly.GetManifestResourceStream("preprocessing.json") ?? throw new InvalidOperationException("preprocessing.json is not embedded.");
        return JsonSerializer.Deserialize<PreprocessingOracle>(stream, Options)!;
    }
}

/// <summary>One column: null is missing.</summary>
internal sealed record ColumnOracle(double?[] Values, double Mean, double Scale, double?[] Scaled, double FillMean, double FillMedian, double FillMode)
{
    public double[] Numbers => [.. Values.Select(value => value ?? double.NaN)];
}

internal sealed record LabelOracle(string[] Texts, string[] Classes, int[] Codes);
