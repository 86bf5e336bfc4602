using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How closely <see cref="AnomalyDetectionPredictor.DependenceOn(string, Data.Table, DependenceOptions?, IProgress{int}?, CancellationToken)"/> looks.</summary>
public sealed record DependenceOptions
{
    /// <summary>Most values that a numeric or timestamp column is set to, 2 to 1,000: quantiles of the table's own. Default: 40. A category is set to each of its classes.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostPoints { get; init => field = OptionGuard.Within(2, 1000, value); } = 40;

    /// <summary>Most rows that are looked at, at least 1; of more the rows of an even sample. Default: 500.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostRows { get; init => field = OptionGuard.AtLeast(1, value); } = 500;

    /// <summary>Most curves of single rows that are kept, at least 0. Default: 50.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostCurves { get; init => field = OptionGuard.AtLeast(0, value); } = 50;
}
