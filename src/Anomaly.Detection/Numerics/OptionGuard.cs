using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Numerics;

/// <summary>Range checks for the <c>init</c> accessors of options records: each returns the value or throws <see cref="OptionsException"/>.</summary>
internal static class OptionGuard
{
    public static int AtLeast(int minimum, int value, [CallerMemberName] string option = "")
    {
        if (value < minimum) Throw(option, $"at least {Text(minimum)}", Text(value));
        return value;
    }

    public static int? AtLeast(int minimum, int? value, [CallerMemberName] string option = "")
    {
        if (value is { } given) AtLeast(minimum, given, option);
        return value;
    }

    public static int Within(int minimum, int maximum, int value, [CallerMemberName] string option = "")
    {
        if (value < minimum || value > maximum) Throw(option, $"a whole number in [{Text(minimum)}, {Text(maximum)}]", Text(value));
        return value;
    }

    public static double Within(double minimum, double maximum, double value, [CallerMemberName] string option = "")
    {
        // Written so that NaN fails.
        if (!(value >= minimum && value <= maximum)) Throw(option, $"a number in [{Text(minimum)}, {Text(maximum)}]", Text(value));
        return value;
    }

    public static double AboveWithin(double exclusiveMinimum, double maximum, double value, [CallerMemberName] string option = "")
    {
        if (!(value > exclusiveMinimum && value <= maximum)) Throw(option, $"a number in ({Text(exclusiveMinimum)}, {Text(maximum)}]", Text(value));
        return value;
    }

    public static double FiniteAtLeast(double minimum, double value, [CallerMemberName] string option = "")
    {
        if (!(value >= minimum && double.IsFinite(value))) Throw(option, $"a finite number, at least {Text(minimum)}", Text(value));
        return value;
    }

    public static TEnum Defined<TEnum>(TEnum value, [CallerMemberName] string option = "")
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value)) Throw(option, $"one of {string.Join(", ", Enum.GetNames<TEnum>())}", value.ToString());
        return value;
    }

    [DoesNotReturn]
    public static void Throw(string option, string expected, string given) => throw new OptionsException(option, expected, given);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
