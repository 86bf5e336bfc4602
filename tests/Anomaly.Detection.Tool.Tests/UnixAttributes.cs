namespace Anomaly.Detection.Tool.Tests;

/// <summary>A fact about what only Unix has, such as signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs Unix" : null;
}

/// <summary>A theory about what only Unix has, such as signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "needs Unix" : null;
}
