namespace Anomaly.Detection.Training;

/// <summary>How a single classification tree is grown (scikit-learn's <c>DecisionTreeClassifier</c>).</summary>
public sealed record CartOptions : TreeOptions
{
    /// <summary>The defaults: grown to the end, all features, exact search, Gini, no class weights.</summary>
    public CartOptions()
    {
        MaxFeatures = MaxFeatures.All;
        ClassWeight = ClassWeight.None;
        SplitSearch = SplitSearch.Exact;
    }
}
