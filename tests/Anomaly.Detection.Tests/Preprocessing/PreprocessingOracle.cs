using System.Text.Json;
using Anomaly.Detection.Tests.Oracles;

namespace Anomaly.Detection.Tests.Preprocessing;

/// <summary>What scikit-learn made of small columns; see <c>Oracles/preprocessing.py</c>.</summary>
internal sealed record PreprocessingOracle(IReadOnlyDictionary<string, ColumnOracle> Columns, LabelOracle Labels)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static PreprocessingOracle Load()
    {
        using JsonDocument document = Oracle.Open("preprocessing.json");
        return document.Deserialize<PreprocessingOracle>(Options)!;
    }
}

/// <summary>One column: null is missing.</summary>
internal sealed record ColumnOracle(double?[] Values, double Mean, double Scale, double?[] Scaled, double FillMean, double FillMedian, double FillMode)
{
    public double[] Numbers => [.. Values.Select(value => value ?? double.NaN)];
}

internal sealed record LabelOracle(string[] Texts, string[] Classes, int[] Codes);
