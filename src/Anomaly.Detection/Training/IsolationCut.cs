using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>A random way to divide the rows of a node.</summary>
/// <param name="Feature">The feature that is asked for; −1 where it is a projection.</param>
/// <param name="Projection">The projection that is asked for, or null.</param>
/// <param name="Threshold">Left when the number asked for is ≤ this.</param>
/// <param name="MissingGoesLeft">Where missing values of the node go; null where it has none.</param>
internal readonly record struct IsolationCut(int Feature, SplitProjection? Projection, float Threshold, bool? MissingGoesLeft);
