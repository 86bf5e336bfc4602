namespace Anomaly.Detection.Preprocessing;

/// <summary>How a feature follows from the cells of one or two columns. Whatever the operation, missing in gives missing out.</summary>
public enum FeatureOperation
{
    /// <summary>The number of a numeric column as it is.</summary>
    Value,

    /// <summary>The class code of a categorical column: 0, 1, 2 … in ordinal order of the classes.</summary>
    Code,

    /// <summary>The share of training rows that had the same class, in [0, 1].</summary>
    Frequency,

    /// <summary>1 when a categorical column has one given class, 0 when it has another.</summary>
    OneHot,

    /// <summary>The full hours since midnight UTC of a timestamp, 0 to 23.</summary>
    HourOfDay,

    /// <summary>The day of the week of a timestamp in UTC: Monday = 0 to Sunday = 6.</summary>
    DayOfWeek,

    /// <summary>The days, with decimals, from a fixed origin to a timestamp; negative before the origin.</summary>
    ElapsedDays,

    /// <summary>A numeric column divided by another; missing when the divisor is 0.</summary>
    Ratio,

    /// <summary>A numeric column minus another.</summary>
    Difference,
}
