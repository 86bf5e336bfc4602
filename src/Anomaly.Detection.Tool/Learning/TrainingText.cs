using System.Globalization;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>Reads what training options are given as, each the inverse of what the library writes into a model file.</summary>
/// <remarks>A text that is none is a <see cref="FormatException"/> that says what was expected and given; a number out of its range the library's <see cref="OptionsException"/>.</remarks>
internal static class TrainingText
{
    /// <summary>A whole number.</summary>
    public static int Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw Unknown("a whole number", text);

    /// <summary>A whole number, or null for <c>none</c>.</summary>
    public static int? WholeOrNone(string text) => text == "none" ? null : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw Unknown("a whole number or none", text);

    /// <summary>A seed.</summary>
    public static ulong Seed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : throw Unknown("a whole number in [0, 18446744073709551615]", text);

    /// <summary>A number.</summary>
    public static double Number(string text) => NumberText.TryParse(text, out double number) ? number : throw Unknown("a number", text);

    /// <summary>A number, or null for <c>auto</c>.</summary>
    public static double? NumberOrAuto(string text) => text == "auto" ? null : NumberText.TryParse(text, out double number) ? number : throw Unknown("a number or auto", text);

    /// <summary><c>sqrt</c>, <c>log2</c>, <c>all</c>, a count, or a share with a decimal point.</summary>
    public static MaxFeatures MaxFeatures(string text) => text switch
    {
        "sqrt" => Training.MaxFeatures.Sqrt,
        "log2" => Training.MaxFeatures.Log2,
        "all" => Training.MaxFeatures.All,
        _ when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) => Training.MaxFeatures.Count(count),
        _ when NumberText.TryParse(text, out double share) => Training.MaxFeatures.Fraction(share),
        _ => throw Unknown("sqrt, log2, all, a count such as 5 or a share such as 0.5", text),
    };

    /// <summary><c>none</c>, <c>balanced</c>, <c>balanced-subsample</c>, or a weight per class, <c>0:1,1:2</c>.</summary>
    public static ClassWeight ClassWeight(string text)
    {
        switch (text)
        {
            case "none": return Training.ClassWeight.None;
            case "balanced": return Training.ClassWeight.Balanced;
            case "balanced-subsample": return Training.ClassWeight.BalancedPerBootstrap;
        }

        double?[] weights = [null, null];
        foreach (string part in text.Split(','))
        {
            string[] pair = part.Split(':', StringSplitOptions.TrimEntries);
            int place = pair is ["0" or "1", _] ? pair[0][0] - '0' : -1;
            if (place < 0 || weights[place] is not null || !NumberText.TryParse(pair[1], out double weight)) throw UnknownWeight(text);
            weights[place] = weight;
        }

        return weights is [{ } normal, { } anomaly] ? Training.ClassWeight.Given(normal, anomaly) : throw UnknownWeight(text);
    }

    /// <summary><c>auto</c>, <c>exact</c> or <c>binned</c>.</summary>
    public static SplitSearch SplitSearch(string text) => text switch
    {
        "auto" => Training.SplitSearch.Auto,
        "exact" => Training.SplitSearch.Exact,
        "binned" => Training.SplitSearch.Binned(),
        _ => throw Unknown("auto, exact or binned", text),
    };

    /// <summary><c>scale</c>, <c>auto</c> or a number.</summary>
    public static SvmGamma Gamma(string text) => text switch
    {
        "scale" => SvmGamma.Scale,
        "auto" => SvmGamma.Auto,
        _ when NumberText.TryParse(text, out double gamma) => SvmGamma.Of(gamma),
        _ => throw Unknown("scale, auto or a number", text),
    };

    /// <summary>A learner with its defaults.</summary>
    public static ILearnerOptions Algorithm(string text) => text switch
    {
        "random-forest" => new RandomForestOptions(),
        "isolation-forest" => new IsolationForestOptions(),
        "one-class-svm" => new OneClassSvmOptions(),
        _ => throw Unknown("random-forest, isolation-forest or one-class-svm", text),
    };

    /// <summary>What a learner is called.</summary>
    public static string NameOf(ILearnerOptions learner) => learner switch
    {
        RandomForestOptions => "random-forest",
        IsolationForestOptions => "isolation-forest",
        _ => "one-class-svm",
    };

    /// <summary><c>auto</c>, <c>none</c>, <c>sigmoid</c> or <c>isotonic</c>.</summary>
    public static CalibrationMethod Calibration(string text) => text switch
    {
        "auto" => CalibrationMethod.Auto,
        "none" => CalibrationMethod.None,
        "sigmoid" => CalibrationMethod.Sigmoid,
        "isotonic" => CalibrationMethod.Isotonic,
        _ => throw Unknown("auto, none, sigmoid or isotonic", text),
    };

    /// <summary>What a threshold is to be best at.</summary>
    public static ThresholdObjective Objective(string text)
    {
        try
        {
            return ThresholdObjective.Parse(text);
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <summary>A text that an option cannot be given.</summary>
    public static FormatException Unknown(string expected, string given) => new($"expected {expected}, but was given '{given}'");

    private static FormatException UnknownWeight(string text) => Unknown("none, balanced, balanced-subsample or a weight per class such as 0:1,1:2", text);
}
