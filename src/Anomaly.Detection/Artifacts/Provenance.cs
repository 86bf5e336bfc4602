using System.Collections.Immutable;
using System.Reflection;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>Where a model comes from. Immutable.</summary>
/// <remarks>Holds no time, host, user or path: the same input gives the same bytes, wherever and whenever it is trained.</remarks>
public sealed record Provenance
{
    internal const int MostOptions = 256;
    private const int LongestName = 64;

    /// <summary>Version of the library that trained the model, such as <c>0.1.0</c>. Default: this library's.</summary>
    public string LibraryVersion { get; init => field = Given(value); } = CurrentLibraryVersion;

    /// <summary>How the model was learned, such as <c>random-forest</c>.</summary>
    public required string Algorithm { get; init => field = Given(value); }

    /// <summary>The seed that all random draws came from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Rows the model was trained on, at least 0.</summary>
    /// <exception cref="OptionsException">Negative.</exception>
    public required int RowCount { get; init => field = OptionGuard.AtLeast(0, value); }

    /// <summary>Anomalies among those rows, at least 0 and at most <see cref="RowCount"/> (which <see cref="DetectorArtifact"/> checks).</summary>
    /// <exception cref="OptionsException">Negative.</exception>
    public required int AnomalyCount { get; init => field = OptionGuard.AtLeast(0, value); }

    /// <summary>Options of the trainer as text, by name (<c>tree_count</c> → <c>200</c>), in ordinal order of the names. Default: none.</summary>
    /// <remarks>Names are made of a–z, 0–9 and _, at most 64 of them; at most 256 options. A dictionary with another order is put into ordinal order.</remarks>
    /// <exception cref="OptionsException">A name has another form, or a value is null.</exception>
    public ImmutableSortedDictionary<string, string> Options { get; init => field = Ordered(value); } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Version of this library, without the commit it was built from.</summary>
    public static string CurrentLibraryVersion { get; } = ReadLibraryVersion();

    /// <summary>Whether both tell the same.</summary>
    /// <param name="other">Another provenance.</param>
    /// <returns>True when every property is equal, options name by name.</returns>
    public bool Equals(Provenance? other) =>
        other is not null && LibraryVersion == other.LibraryVersion && Algorithm == other.Algorithm && Seed == other.Seed
        && RowCount == other.RowCount && AnomalyCount == other.AnomalyCount && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LibraryVersion, Algorithm, Seed, RowCount, AnomalyCount, Options.Count);

    /// <summary>The rule between two properties.</summary>
    internal void Check()
    {
        if (AnomalyCount > RowCount) OptionGuard.Throw(nameof(AnomalyCount), FormattableString.Invariant($"at most RowCount, {RowCount}"), FormattableString.Invariant($"{AnomalyCount}"));
    }

    internal static bool IsOptionName(ReadOnlySpan<char> name)
    {
        foreach (char letter in name)
        {
            if (!(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_')) return false;
        }

        return name.Length is > 0 and <= LongestName;
    }

    private static string Given(string value, [System.Runtime.CompilerServices.CallerMemberName] string option = "")
    {
        if (string.IsNullOrEmpty(value)) OptionGuard.Throw(option, "a text", value is null ? "null" : "an empty text");
        return value;
    }

    private static ImmutableSortedDictionary<string, string> Ordered(ImmutableSortedDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count > MostOptions) OptionGuard.Throw(nameof(Options), FormattableString.Invariant($"at most {MostOptions} of them"), FormattableString.Invariant($"{options.Count}"));
        foreach ((string name, string value) in options)
        {
            if (!IsOptionName(name)) OptionGuard.Throw(nameof(Options), "names made of a–z, 0–9 and _", name);
            if (value is null) OptionGuard.Throw(nameof(Options), "a text for " + name, "null");
        }

        return options.WithComparers(StringComparer.Ordinal, StringComparer.Ordinal);
    }

    private static string ReadLibraryVersion()
    {
        string version = typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        int commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..commit];
    }
}
