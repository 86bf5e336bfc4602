using System.Globalization;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection;

/// <summary>Says in words which classes of a category are let through.</summary>
internal static class ClassWords
{
    private const int MostNames = 8;

    /// <summary>Those that are, or, where they are fewer, those that are not.</summary>
    /// <param name="column">The column's name, on one line.</param>
    /// <param name="classes">All classes.</param>
    /// <param name="holds">Whether a class, by its code, is let through.</param>
    /// <param name="range">Tells whether a missing value is.</param>
    public static string Of(string column, IReadOnlyList<string> classes, Func<int, bool> holds, SplitRange range)
    {
        ILookup<bool, string> sides = Enumerable.Range(0, classes.Count).ToLookup(holds, code => Shown(classes[code]));
        string[] allowed = [.. sides[true]];
        string[] others = [.. sides[false]];
        if (allowed.Length == 0) return range.HoldsMissing ? $"{column} is missing" : "never";
        if (others.Length == 0) return range.HoldsMissing ? $"{column} is anything" : $"{column} is not missing";
        string condition = allowed.Length <= others.Length ? $"{column} {(allowed.Length == 1 ? "=" : "is one of")} {List(allowed)}" : $"{column} {(others.Length == 1 ? "≠" : "is none of")} {List(others)}";
        return range.HoldsMissing ? condition + " or missing" : condition;
    }

    /// <summary>Whether it is the one class that is asked for: 1, or another: 0.</summary>
    public static string OfOne(string column, string name, SplitRange range)
    {
        bool holdsIt = range.Holds(1), holdsOthers = range.Holds(0);
        if (!holdsIt && !holdsOthers) return range.HoldsMissing ? $"{column} is missing" : "never";
        if (holdsIt && holdsOthers) return range.HoldsMissing ? $"{column} is anything" : $"{column} is not missing";
        string condition = $"{column} {(holdsIt ? "=" : "≠")} {Shown(name)}";
        return range.HoldsMissing ? condition + " or missing" : condition;
    }

    /// <summary>A class on one line, between quotes where it would not be told from the words around it.</summary>
    public static string Shown(string name)
    {
        string line = SplitWords.OneLine(name);
        bool isPlain = line.Length > 0 && line.Trim().Length == line.Length && line.IndexOfAny([',', '\'', '→', ':']) < 0;
        return isPlain ? line : $"'{line}'";
    }

    private static string List(string[] names) => names.Length <= MostNames
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostNames))}, … ({names.Length} classes)");
}
