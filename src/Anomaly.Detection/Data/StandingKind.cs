namespace Anomaly.Detection.Data;

/// <summary>In which way a value stands among others of its column.</summary>
public enum StandingKind
{
    /// <summary>A number: above some of the others, below some.</summary>
    Number,

    /// <summary>A timestamp: later than some of the others, earlier than some.</summary>
    Time,

    /// <summary>A timestamp, by its hour of the day in UTC.</summary>
    HourOfDay,

    /// <summary>A class: as frequent as it is.</summary>
    Class,

    /// <summary>The class that no other is more frequent than.</summary>
    MostCommonClass,

    /// <summary>A text that is no class, of which training met some: it may have been met, but too rarely.</summary>
    OtherText,

    /// <summary>A text that training did not meet.</summary>
    UnseenText,

    /// <summary>There is no value.</summary>
    Missing,
}
