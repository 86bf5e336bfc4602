using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Preprocessing;

/// <summary>How missing values are filled. What is filled in is worked out once, on the training rows. Immutable.</summary>
public sealed record Imputation
{
    private Imputation(ImputationStrategy strategy, double number = double.NaN, string? text = null)
    {
        Strategy = strategy;
        Number = number;
        Text = text;
    }

    /// <summary>Missing values stay missing. The default.</summary>
    public static Imputation None { get; } = new(ImputationStrategy.None);

    /// <summary>The mean of the training values. For numeric features.</summary>
    public static Imputation Mean { get; } = new(ImputationStrategy.Mean);

    /// <summary>The median of the training values. For numeric features.</summary>
    public static Imputation Median { get; } = new(ImputationStrategy.Median);

    /// <summary>The most frequent training value or class.</summary>
    public static Imputation Mode { get; } = new(ImputationStrategy.Mode);

    /// <summary>Which value is filled in.</summary>
    public ImputationStrategy Strategy { get; }

    /// <summary>The given number; NaN where none was given.</summary>
    public double Number { get; }

    /// <summary>The given text; null where none was given.</summary>
    public string? Text { get; }

    /// <summary>A given number. For numeric features.</summary>
    /// <param name="value">A finite number within the range of a 32-bit float.</param>
    /// <returns>The imputation.</returns>
    /// <exception cref="OptionsException">The number is not finite or too large.</exception>
    public static Imputation Constant(double value) =>
        new(ImputationStrategy.Constant, number: OptionGuard.Within(-float.MaxValue, float.MaxValue, value, nameof(Constant)));

    /// <summary>A given text. For categorical columns, where it becomes a class even if no training row has it.</summary>
    /// <param name="value">Valid Unicode; may be empty.</param>
    /// <returns>The imputation.</returns>
    /// <exception cref="OptionsException">The text is null or not valid Unicode.</exception>
    public static Imputation Constant(string value)
    {
        if (value is null) OptionGuard.Throw(nameof(Constant), "a text", "null");
        if (!UnicodeText.IsWellFormed(value)) OptionGuard.Throw(nameof(Constant), "a text of valid Unicode", RecordFormatException.Quote(value));
        return new(ImputationStrategy.Constant, text: value);
    }

    /// <summary>The strategy, and the value where one was given.</summary>
    /// <inheritdoc/>
    public override string ToString()
    {
        if (Strategy != ImputationStrategy.Constant) return Strategy.ToString();
        return Text is null ? string.Create(CultureInfo.InvariantCulture, $"Constant({Number})") : $"Constant({RecordFormatException.Quote(Text)})";
    }
}
