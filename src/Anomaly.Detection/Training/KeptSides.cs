namespace Anomaly.Detection.Training;

/// <summary>The sides of a split whose rows are asked for again: those of nodes that may be split further.</summary>
internal enum KeptSides
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>What goes left.</summary>
    Left,

    /// <summary>What goes right.</summary>
    Right,
}
