namespace Anomaly.Detection.Inference;

/// <summary>What a single row has in a slot.</summary>
/// <param name="Value">The value; a missing one is infinite, on the side to which splits send it.</param>
/// <param name="FirstCut">Where the cuts of the slot's column begin.</param>
internal readonly record struct WalkPlace(float Value, uint FirstCut);
