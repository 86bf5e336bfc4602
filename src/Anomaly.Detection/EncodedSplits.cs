using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Splits in the words of the user's own columns: numbers as they were before scaling, classes by name, hours, days and dates. Immutable.</summary>
/// <param name="encoder">Whose features splits ask for.</param>
/// <param name="projections">What splits ask for beside features.</param>
/// <param name="isScaled">Whether splits are of scaled values, which have no other words than numbers.</param>
internal sealed class EncodedSplits(FeatureEncoder encoder, ImmutableArray<SplitProjection> projections, bool isScaled) : SplitWords
{
    private const int SecondsPerDay = 86400;

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public override string Of(SplitRange range)
    {
        if (range.Feature >= encoder.FeatureCount) return OfProjection(projections[range.Feature - encoder.FeatureCount], range);
        EncodedFeature feature = encoder.Features[range.Feature];

        // What is filled in is never missing.
        if (!double.IsNaN(feature.Fill)) range = range with { HoldsMissing = false };
        if (isScaled) return NumberRange("scaled " + OneLine(feature.Name), range, Number);
        string column = OneLine(encoder.Schema[feature.Source].Name);
        return feature.Operation switch
        {
            FeatureOperation.Code => ClassWords.Of(column, ClassesOf(feature), code => range.Holds(code), range),
            FeatureOperation.Frequency => ClassWords.Of(column, ClassesOf(feature), code => range.Holds((float)feature.Frequencies[code]), range),
            FeatureOperation.OneHot => ClassWords.OfOne(column, ClassesOf(feature)[feature.ClassCode], range),
            FeatureOperation.DayOfWeek => ClassWords.Of(OneLine(feature.Name), Days, day => range.Holds(day), range),
            FeatureOperation.HourOfDay => HourWords(OneLine(feature.Name), range),
            FeatureOperation.ElapsedDays => NumberRange(column, range, days => DateOf(feature, days)),
            _ => NumberRange(OneLine(feature.Name), range, Number),
        };
    }

    public override string Of(int feature, ReadOnlySpan<float> row)
    {
        if (feature >= encoder.FeatureCount)
        {
            SplitProjection projection = projections[feature - encoder.FeatureCount];
            return projection is SubsetProjection ? Of(projection.Features[0], row) : NumberValue(PlaneOf((HyperplaneProjection)projection), projection.Of(row));
        }

        EncodedFeature definition = encoder.Features[feature];
        float value = row[feature];
        if (isScaled) return NumberValue("scaled " + OneLine(definition.Name), value);
        string column = OneLine(encoder.Schema[definition.Source].Name);
        return (definition.Operation, float.IsNaN(value)) switch
        {
            (FeatureOperation.Code, false) when value >= 0 && value < ClassesOf(definition).Count => $"{column} = {ClassWords.Shown(ClassesOf(definition)[(int)value])}",
            (FeatureOperation.Frequency, false) => $"share of the class of {column} = {Number(value)}",
            (FeatureOperation.OneHot, false) => $"{column} {(value > 0 ? "=" : "≠")} {ClassWords.Shown(ClassesOf(definition)[definition.ClassCode])}",
            (FeatureOperation.DayOfWeek, false) when value is >= 0 and <= 6 => $"{OneLine(definition.Name)} = {Days[(int)value]}",
            (FeatureOperation.ElapsedDays, false) => $"{column} = {DateOf(definition, value)}",
            (FeatureOperation.Code or FeatureOperation.Frequency or FeatureOperation.OneHot or FeatureOperation.ElapsedDays, true) => $"{column} is missing",
            _ => NumberValue(OneLine(definition.Name), value),
        };
    }

    // Hours are whole: of those between two thresholds the first and the last are told.
    private static string HourWords(string name, SplitRange range)
    {
        int[] hours = [.. Enumerable.Range(0, 24).Where(hour => range.Holds(hour))];
        if (hours.Length == 0) return range.HoldsMissing ? $"{name} is missing" : "never";
        if (hours.Length == 24) return OfAny(name, range);
        string condition = hours[0] == 0 ? string.Create(CultureInfo.InvariantCulture, $"{name} < {hours[^1] + 1}")
            : hours[^1] == 23 ? string.Create(CultureInfo.InvariantCulture, $"{name} ≥ {hours[0]}")
            : hours.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $"{name} = {hours[0]}")
            : string.Create(CultureInfo.InvariantCulture, $"{hours[0]} ≤ {name} < {hours[^1] + 1}");
        return OrMissing(condition, range);
    }

    // A date that no calendar holds is told in days.
    private static string DateOf(EncodedFeature feature, float days)
    {
        double seconds = Math.Round(feature.OriginSeconds + ((double)days * SecondsPerDay));
        return seconds is >= -62135596800 and <= 253402300799 ? TimestampText.Format(seconds) : FormattableString.Invariant($"day {days} after {TimestampText.Format(feature.OriginSeconds)}");
    }

    private string OfProjection(SplitProjection projection, SplitRange range)
    {
        if (projection is HyperplaneProjection plane) return NumberRange(PlaneOf(plane), range, Number);
        var subset = (SubsetProjection)projection;
        EncodedFeature feature = encoder.Features[subset.Features[0]];
        if (isScaled || feature.Operation != FeatureOperation.Code)
        {
            string name = (isScaled ? "scaled " : "") + OneLine(feature.Name);
            return OrMissing($"{name} {(range.Holds(0) ? "is" : "is not")} one of {string.Join(", ", subset.Values.Select(Number))}", range);
        }

        return ClassWords.Of(OneLine(encoder.Schema[feature.Source].Name), ClassesOf(feature), code => range.Holds(subset.Values.AsSpan().BinarySearch((float)code) >= 0 ? 0 : 1), range);
    }

    private string PlaneOf(HyperplaneProjection plane) => string.Join(" + ", plane.Features.Select((feature, i) =>
        FormattableString.Invariant($"{plane.Weights[i]:G6} × ({(isScaled ? "scaled " : "")}{OneLine(encoder.Features[feature].Name)} − {plane.Point[i]:G6})")));

    private IReadOnlyList<string> ClassesOf(EncodedFeature feature) => encoder.ClassesOf(feature.Source)!.Classes;
}
