using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection;

/// <summary>One option that <see cref="CandidateGrid"/> varies: a name, its values, and how a value goes into the options. Immutable.</summary>
public sealed class GridAxis
{
    private GridAxis(string name, ImmutableArray<GridStep> steps)
    {
        Name = name;
        Steps = steps;
    }

    /// <summary>The name, as candidates are to show it.</summary>
    public string Name { get; }

    /// <summary>The values as candidates show them, in order.</summary>
    public IEnumerable<string> Values => Steps.Select(step => step.Text);

    internal ImmutableArray<GridStep> Steps { get; }

    /// <summary>Names an option to vary.</summary>
    /// <typeparam name="T">The type of its values.</typeparam>
    /// <param name="name">A name without blanks or <c>=</c>.</param>
    /// <param name="values">The values, at least one, all different. The list is copied.</param>
    /// <param name="apply">Gives options with the value in them, by <c>with</c>.</param>
    /// <param name="format">How a value is shown. Default: numbers in the invariant culture, null as <c>none</c>, truth values as <c>true</c> and <c>false</c>, others by their <see cref="object.ToString"/>.</param>
    /// <returns>The axis.</returns>
    /// <exception cref="ArgumentException">The name is empty or holds a blank or <c>=</c>, there are no values, or two are shown alike.</exception>
    public static GridAxis Of<T>(string name, IReadOnlyList<T> values, Func<AnomalyDetectorOptions, T, AnomalyDetectorOptions> apply, Func<T, string>? format = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(apply);
        if (name.Contains('=', StringComparison.Ordinal) || name.Any(char.IsWhiteSpace)) throw new ArgumentException($"'{name}' cannot name an axis; it must hold no blank and no '='.", nameof(name));
        if (values.Count == 0) throw new ArgumentException($"Axis '{name}' has 0 values; at least one is needed.", nameof(values));
        var known = new HashSet<string>(StringComparer.Ordinal);
        var steps = ImmutableArray.CreateBuilder<GridStep>(values.Count);
        foreach (T value in values)
        {
            string text = format is null ? Show(value) : format(value) ?? throw new ArgumentException($"Axis '{name}': a value is shown as null.", nameof(format));
            if (!known.Add(text)) throw new ArgumentException($"Axis '{name}' shows two values as '{text}'; values must differ.", nameof(values));
            steps.Add(new GridStep(text, options => apply(options, value)));
        }

        return new GridAxis(name, steps.MoveToImmutable());
    }

    private static string Show<T>(T value) => value switch
    {
        null => "none",
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
