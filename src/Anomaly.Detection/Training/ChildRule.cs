namespace Anomaly.Detection.Training;

/// <summary>What the values of two children must be like. A struct, so that the scan is compiled apart for each, and asking nothing costs nothing.</summary>
internal interface IChildRule
{
    /// <summary>Whether a split into these sides is allowed.</summary>
    bool Allows(in ClassSums left, in ClassSums right);
}

/// <summary>Any values.</summary>
internal readonly struct AnyChildren : IChildRule
{
    public bool Allows(in ClassSums left, in ClassSums right) => true;
}

/// <summary>Values in order, and within the bounds of the node.</summary>
internal readonly struct OrderedChildren(Monotonicity order, ValueBounds bounds, double normalWeight, double anomalyWeight) : IChildRule
{
    public bool Allows(in ClassSums left, in ClassSums right)
    {
        double leftValue = left.Value(normalWeight, anomalyWeight);
        double rightValue = right.Value(normalWeight, anomalyWeight);
        bool inOrder = order == Monotonicity.Increasing ? leftValue <= rightValue : leftValue >= rightValue;
        return inOrder && bounds.Hold(leftValue) && bounds.Hold(rightValue);
    }
}
