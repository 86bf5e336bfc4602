using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>Limits to what a model file may ask for. Each is checked before memory is taken.</summary>
/// <remarks>With any limits, loading takes at most 16 times the size of the (decompressed) file plus 1 MB.</remarks>
public sealed record ArtifactLoadOptions
{
    /// <summary>The limits that hold when none are given.</summary>
    public static ArtifactLoadOptions Default { get; } = new();

    /// <summary>Bytes of the file, decompressed, in [1, <see cref="Array.MaxLength"/>]. Default: 536,870,912 (512 MiB).</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MaxBytes { get; init => field = Within(Array.MaxLength, value); } = 512 * 1024 * 1024;

    /// <summary>Trees of a forest, at least 1. Default: 100,000.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int MaxTrees { get; init => field = OptionGuard.AtLeast(1, value); } = 100_000;

    /// <summary>Nodes of all trees together, at least 1. Default: 50,000,000.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int MaxNodes { get; init => field = OptionGuard.AtLeast(1, value); } = 50_000_000;

    /// <summary>Support vectors of a model, at least 1. Default: 1,000,000.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int MaxSupportVectors { get; init => field = OptionGuard.AtLeast(1, value); } = 1_000_000;

    /// <summary>Columns of the schema, at least 1. Default: 100,000.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int MaxColumns { get; init => field = OptionGuard.AtLeast(1, value); } = 100_000;

    /// <summary>Encoded features, the length of a row, at least 1. Default: 1,000,000.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int MaxFeatures { get; init => field = OptionGuard.AtLeast(1, value); } = 1_000_000;

    /// <summary>Categories of all columns together, at least 1. Default: 5,000,000.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int MaxCategories { get; init => field = OptionGuard.AtLeast(1, value); } = 5_000_000;

    /// <summary>UTF-16 units of one text (a name, a category), at least 1. Default: 65,536.</summary>
    /// <exception cref="OptionsException">Below 1.</exception>
    public int MaxTextLength { get; init => field = OptionGuard.AtLeast(1, value); } = 65_536;

    private static int Within(int maximum, int value, [System.Runtime.CompilerServices.CallerMemberName] string option = "")
    {
        if (value > maximum) OptionGuard.Throw(option, FormattableString.Invariant($"at most {maximum}"), FormattableString.Invariant($"{value}"));
        return OptionGuard.AtLeast(1, value, option);
    }
}
