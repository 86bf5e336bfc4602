using System.Collections.Immutable;

namespace Anomaly.Detection.Models;

/// <summary>A model whose score follows from the sum of its trees' leaf values, added in tree order, in double.</summary>
internal interface ITreeModel : IAnomalyModel
{
    /// <summary>The trees, in the order in which their values are added.</summary>
    ImmutableArray<DecisionTree> Trees { get; }

    /// <summary>Whether splits ask for features of the row only, and for nothing that is made of them.</summary>
    bool ReadsRowsOnly { get; }

    /// <summary>The score of a row.</summary>
    /// <param name="sum">The sum of its leaf values.</param>
    /// <returns>The score.</returns>
    double ScoreOf(double sum);
}
