namespace Anomaly.Detection.Reporting;

/// <summary>What one feature is worth to a detector, such as a fall of a figure or a share of impurity.</summary>
/// <param name="Name">Name of the feature or column.</param>
/// <param name="Value">Its importance: a finite number, greater = more important; may be negative where chance outweighs it.</param>
public readonly record struct NamedImportance(string Name, double Value);
