using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Tests.Shared;

// The runner's default output shows names and no reasons, so a skipped test carries its reason in its name.

/// <summary>A fact that is visibly skipped where something it needs is absent, and fails instead under <c>ANOMALY_REQUIRE_ALL=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresFactAttribute : FactAttribute
{
    public RequiresFactAttribute(Requirement requirement, [CallerMemberName] string test = "")
    {
        (Requirement, Test) = (requirement, test);
        Skip = Requirements.ReasonToSkip(requirement);
        if (Skip is not null) DisplayName = $"{test}: {Skip}";
    }

    public Requirement Requirement { get; }

    public string Test { get; }
}

/// <summary>A theory that is visibly skipped where something it needs is absent, and fails instead under <c>ANOMALY_REQUIRE_ALL=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresTheoryAttribute : TheoryAttribute
{
    public RequiresTheoryAttribute(Requirement requirement, [CallerMemberName] string test = "")
    {
        (Requirement, Test) = (requirement, test);
        Skip = Requirements.ReasonToSkip(requirement);
        if (Skip is not null) DisplayName = $"{test}: {Skip}";
    }

    public Requirement Requirement { get; }

    public string Test { get; }
}

/// <summary>A fact over the shared data: skipped and failing as <see cref="RequiresFactAttribute"/> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute([CallerMemberName] string test = "")
    {
        Test = test;
        Skip = Requirements.ReasonToSkip(Requirement.SharedData);
        if (Skip is not null) DisplayName = $"{test}: {Skip}";
    }

    public string Test { get; }
}

/// <summary>A theory over the shared data: skipped and failing as <see cref="RequiresFactAttribute"/> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute([CallerMemberName] string test = "")
    {
        Test = test;
        Skip = Requirements.ReasonToSkip(Requirement.SharedData);
        if (Skip is not null) DisplayName = $"{test}: {Skip}";
    }

    public string Test { get; }
}
