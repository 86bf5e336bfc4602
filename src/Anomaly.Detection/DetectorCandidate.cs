using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>A way to train a detector, to be compared with others.</summary>
/// <param name="Name">What tables call it; not blank, valid Unicode.</param>
/// <param name="Options">How it is trained.</param>
/// <exception cref="ArgumentException">The name is blank or not valid Unicode.</exception>
/// <exception cref="ArgumentNullException">An argument is null.</exception>
public sealed record DetectorCandidate(string Name, AnomalyDetectorOptions Options)
{
    /// <summary>What tables call it.</summary>
    public string Name { get; init => field = CheckedName(value, nameof(Name)); } = CheckedName(Name, nameof(Name));

    /// <summary>How it is trained.</summary>
    public AnomalyDetectorOptions Options { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Options ?? throw new ArgumentNullException(nameof(Options));

    internal static string CheckedName(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (!UnicodeText.IsWellFormed(name)) throw new ArgumentException($"The name {RecordFormatException.Quote(name)} is not valid Unicode.", parameter);
        return name;
    }
}
