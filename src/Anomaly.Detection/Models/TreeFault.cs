namespace Anomaly.Detection.Models;

/// <summary>Why node arrays are not a tree.</summary>
/// <param name="Node">Index of the node to blame, in preorder, root = 0.</param>
/// <param name="Code">A stable word for the kind of fault, such as <c>tree-unfinished</c>.</param>
/// <param name="Problem">What is wrong and what was expected.</param>
internal sealed record TreeFault(int Node, string Code, string Problem);
