namespace Anomaly.Detection.Tests.Shared;

/// <summary>A fact that is visibly skipped where something it needs is absent, and fails instead under <c>ANOMALY_REQUIRE_ALL=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresFactAttribute : FactAttribute
{
    public RequiresFactAttribute(params Requirement[] requirements)
    {
        Requirements = requirements;
        Skip = Shared.Requirements.ReasonToSkip(requirements);
    }

    public Requirement[] Requirements { get; }
}

/// <summary>A theory that is visibly skipped where something it needs is absent, and fails instead under <c>ANOMALY_REQUIRE_ALL=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresTheoryAttribute : TheoryAttribute
{
    public RequiresTheoryAttribute(params Requirement[] requirements)
    {
        Requirements = requirements;
        Skip = Shared.Requirements.ReasonToSkip(requirements);
    }

    public Requirement[] Requirements { get; }
}

/// <summary>A fact over the shared data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = Requirements.ReasonToSkip(Requirement.SharedData);
}

/// <summary>A theory over the shared data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = Requirements.ReasonToSkip(Requirement.SharedData);
}
