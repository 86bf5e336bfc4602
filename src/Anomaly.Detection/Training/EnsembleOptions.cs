using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Several detectors learned on the same rows, whose calibrated scores are averaged.</summary>
public sealed record EnsembleOptions : ILearnerOptions
{
    /// <summary>What is learned, 2 to <see cref="EnsembleModel.MostMembers"/> members, none an ensemble itself. The list is copied.</summary>
    /// <exception cref="OptionsException">The list or a member is null, their number is out of range, or one is an ensemble.</exception>
    public required IReadOnlyList<EnsembleMember> Members { get; init => field = Checked(value ?? throw new OptionsException(nameof(Members), "a list", "null")); }

    string ILearnerOptions.Algorithm => "ensemble";

    /// <summary>Whether both have equal members in the same order.</summary>
    /// <inheritdoc/>
    public bool Equals(EnsembleOptions? other) => other is not null && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Members.Count, Members[0]);

    private static ImmutableArray<EnsembleMember> Checked(IReadOnlyList<EnsembleMember> members)
    {
        if (members.Count is < 2 or > EnsembleModel.MostMembers) OptionGuard.Throw(nameof(Members), string.Create(CultureInfo.InvariantCulture, $"2 to {EnsembleModel.MostMembers} of them"), members.Count.ToString(CultureInfo.InvariantCulture));
        foreach (EnsembleMember member in members)
        {
            if (member is null) OptionGuard.Throw(nameof(Members), "members", "null");
            if (member.Options is EnsembleOptions) OptionGuard.Throw(nameof(Members), "members that are no ensembles", "one that is");
        }

        return [.. members];
    }
}
