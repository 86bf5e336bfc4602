using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Models;

/// <summary>Several models whose calibrated scores are averaged by weight. Immutable.</summary>
public sealed class EnsembleModel : IAnomalyModel
{
    /// <summary>The most members of an ensemble.</summary>
    public const int MostMembers = 8;

    /// <summary>Makes an ensemble.</summary>
    /// <param name="members">2 to <see cref="MostMembers"/> models over the same features, none of them an ensemble.</param>
    /// <exception cref="ArgumentException">There are too few or too many, or one does not fit the others; the message names it.</exception>
    public EnsembleModel(ImmutableArray<WeightedModel> members)
    {
        if (members.IsDefault || members.Length is < 2 or > MostMembers) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"An ensemble has 2 to {MostMembers} members, but was given {(members.IsDefault ? 0 : members.Length)}."), nameof(members));
        for (int member = 0; member < members.Length; member++)
        {
            if (members[member] is null) throw new ArgumentException($"Member {member} is null.", nameof(members));
            IAnomalyModel model = members[member].Model;
            if (model is EnsembleModel) throw new ArgumentException($"Member {member} is an ensemble; its members would have to be members of this one.", nameof(members));
            if (model.FeatureCount != members[0].Model.FeatureCount) throw new ArgumentException($"Member {member} scores rows of {model.FeatureCount} features, but member 0 rows of {members[0].Model.FeatureCount}.", nameof(members));
        }

        Members = members;
        foreach (WeightedModel member in members) TotalWeight += member.Weight;
    }

    /// <summary>The members, in the order in which their scores are added.</summary>
    public ImmutableArray<WeightedModel> Members { get; }

    /// <inheritdoc/>
    public int FeatureCount => Members[0].Model.FeatureCount;

    /// <summary>The sum of the weights, in order.</summary>
    internal double TotalWeight { get; }

    /// <summary>Scores one row: the weighted mean of the members' calibrated scores, added in order; in [0, 1].</summary>
    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (WeightedModel member in Members) sum += member.Share(member.Model.Score(row));
        return ScoreOf(sum);
    }

    /// <summary>The score that follows from the sum of the members' shares.</summary>
    internal double ScoreOf(double sum) => Math.Min(sum / TotalWeight, 1);
}
