namespace Anomaly.Detection.Preprocessing;

/// <summary>The features that a timestamp column yields. Hours and days are those of UTC.</summary>
[Flags]
public enum TimestampFeatures
{
    /// <summary>None: timestamp columns are left out.</summary>
    None = 0,

    /// <summary><c>column.hour</c>: 0 to 23.</summary>
    HourOfDay = 1,

    /// <summary><c>column.day_of_week</c>: Monday = 0 to Sunday = 6.</summary>
    DayOfWeek = 2,

    /// <summary><c>column.elapsed_days</c>: days since an origin. A model learns nothing about values beyond its training period.</summary>
    ElapsedDays = 4,
}
