using System.Globalization;

namespace Anomaly.Detection.Explanation;

/// <summary>Says in words what splits ask for: the one way for rules, texts of trees and pictures.</summary>
internal abstract class SplitWords
{
    /// <summary>What a way down asks of a feature, as a condition on one line: <c>clicks_count ≤ 31.5 or missing</c>.</summary>
    public abstract string Of(SplitRange range);

    /// <summary>What a row holds there: <c>clicks_count = 48</c>.</summary>
    /// <param name="feature">The feature, or from the length of the row on a projection.</param>
    /// <param name="row">The row.</param>
    public abstract string Of(int feature, ReadOnlySpan<float> row);

    /// <summary>The shortest text that gives the same float.</summary>
    protected static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A value of a feature that is a number.</summary>
    protected static string NumberValue(string name, float value) => float.IsNaN(value) ? $"{name} is missing" : $"{name} = {Number(value)}";

    /// <summary>A condition on a feature that is a number.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="range">The condition.</param>
    /// <param name="number">How a number is written.</param>
    protected static string NumberRange(string name, SplitRange range, Func<float, string> number)
    {
        if (range.IsEmpty) return range.HoldsMissing ? $"{name} is missing" : "never";
        string? condition = (range.IsOpenBelow, range.IsOpenAbove) switch
        {
            (true, true) => null,
            (true, false) => $"{name} ≤ {number(range.High)}",
            (false, true) => $"{name} > {number(range.Low)}",
            (false, false) => $"{number(range.Low)} < {name} ≤ {number(range.High)}",
        };
        return condition is null ? OfAny(name, range) : OrMissing(condition, range);
    }

    /// <summary>The condition that asks for no value in particular.</summary>
    protected static string OfAny(string name, SplitRange range) => range.HoldsMissing ? $"{name} is anything" : $"{name} is not missing";

    /// <summary>A condition, and that missing values are let through where they are.</summary>
    protected static string OrMissing(string condition, SplitRange range) => range.HoldsMissing ? $"{condition} or missing" : condition;

    /// <summary>A text on one line, whatever is in it.</summary>
    public static string OneLine(string text)
    {
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(letters[i]) && i + 1 < letters.Length && char.IsLowSurrogate(letters[i + 1]);
            if (isPair) i++;
            else if (char.IsControl(letters[i]) || char.IsSurrogate(letters[i]) || letters[i] is '\u2028' or '\u2029') letters[i] = '\uFFFD';
        }

        return new string(letters);
    }
}
