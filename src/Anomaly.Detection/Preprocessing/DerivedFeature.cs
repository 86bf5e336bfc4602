namespace Anomaly.Detection.Preprocessing;

/// <summary>A feature made of two numeric columns, declared as data. Immutable.</summary>
public sealed record DerivedFeature
{
    private DerivedFeature(FeatureOperation operation, string first, string second)
    {
        ArgumentException.ThrowIfNullOrEmpty(first);
        ArgumentException.ThrowIfNullOrEmpty(second);
        Operation = operation;
        First = first;
        Second = second;
    }

    /// <summary><see cref="FeatureOperation.Ratio"/> or <see cref="FeatureOperation.Difference"/>.</summary>
    public FeatureOperation Operation { get; }

    /// <summary>Name of the column that is divided, or subtracted from.</summary>
    public string First { get; }

    /// <summary>Name of the column that divides, or is subtracted.</summary>
    public string Second { get; }

    /// <summary>The name of the feature: <c>clicks_count/page_views</c> or <c>session_duration-time_on_page</c>.</summary>
    public string Name => First + (Operation == FeatureOperation.Ratio ? "/" : "-") + Second;

    /// <summary>One column divided by another; missing where the divisor is 0.</summary>
    /// <param name="dividend">Name of a numeric column.</param>
    /// <param name="divisor">Name of a numeric column.</param>
    /// <returns>The feature.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static DerivedFeature Ratio(string dividend, string divisor) => new(FeatureOperation.Ratio, dividend, divisor);

    /// <summary>One column minus another.</summary>
    /// <param name="minuend">Name of a numeric column.</param>
    /// <param name="subtrahend">Name of a numeric column.</param>
    /// <returns>The feature.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static DerivedFeature Difference(string minuend, string subtrahend) => new(FeatureOperation.Difference, minuend, subtrahend);
}
