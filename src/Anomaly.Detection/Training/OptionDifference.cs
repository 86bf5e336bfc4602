using System.Globalization;

namespace Anomaly.Detection.Training;

/// <summary>Finds what two forests were told differently.</summary>
internal static class OptionDifference
{
    /// <summary>The first option that decides how trees grow and differs; the split search is left out, as it is chosen later.</summary>
    /// <returns>Name and both values as a text, or null where there is no such option.</returns>
    public static string? Find(RandomForestOptions was, RandomForestOptions now)
    {
        foreach ((string name, Func<RandomForestOptions, object?> read) in Options)
        {
            (object? before, object? after) = (read(was), read(now));
            if (!Equals(before, after)) return $"{name} was {Text(before)}, but is {Text(after)}";
        }

        return null;
    }

    private static readonly (string Name, Func<RandomForestOptions, object?> Read)[] Options =
    [
        (nameof(RandomForestOptions.Seed), options => options.Seed),
        (nameof(RandomForestOptions.MaxDepth), options => options.MaxDepth),
        (nameof(RandomForestOptions.MinSamplesSplit), options => options.MinSamplesSplit),
        (nameof(RandomForestOptions.MinSamplesLeaf), options => options.MinSamplesLeaf),
        (nameof(RandomForestOptions.MinImpurityDecrease), options => options.MinImpurityDecrease),
        (nameof(RandomForestOptions.MaxLeafNodes), options => options.MaxLeafNodes),
        (nameof(RandomForestOptions.MaxFeatures), options => options.MaxFeatures),
        (nameof(RandomForestOptions.Criterion), options => options.Criterion),
        (nameof(RandomForestOptions.MonotonicConstraints), options => options.MonotonicConstraints),
        (nameof(RandomForestOptions.ClassWeight), options => options.ClassWeight),
        (nameof(RandomForestOptions.Bootstrap), options => options.Bootstrap),
        (nameof(RandomForestOptions.MaxSamples), options => options.MaxSamples),
        (nameof(RandomForestOptions.ClassSamples), options => options.ClassSamples),
        (nameof(RandomForestOptions.OutOfBag), options => options.OutOfBag),
        (nameof(RandomForestOptions.EarlyStopping), options => options.EarlyStopping),
    ];

    private static string Text(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
