using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Completes the encoder's options by what a model needs and the user left open.</summary>
internal static class EncoderNeeds
{
    /// <summary>Scaling as the model needs it where it is <see cref="Scaling.Auto"/>; something to fill in for missing values where the model knows none.</summary>
    public static FeatureEncoderOptions Complete(FeatureEncoderOptions options, DetectorLearner learner)
    {
        if (options.Scaling == Scaling.Auto) options = options with { Scaling = learner.NeedsScaling ? Scaling.Standard : Scaling.None };
        if (!learner.NeedsEveryValue) return options;
        if (options.NumericImputation == Imputation.None) options = options with { NumericImputation = Imputation.Mean };
        if (options.CategoricalImputation == Imputation.None) options = options with { CategoricalImputation = Imputation.Mode };
        return options;
    }

    /// <summary>Says where training values were filled in that the user did not ask for.</summary>
    public static void NoteFilled(List<string> notes, FeatureEncoderOptions asked, FeatureEncoderOptions completed, Table table)
    {
        long numbers = 0, texts = 0;
        for (int column = 0; column < table.Schema.Count; column++)
        {
            FeatureKind kind = table.Schema[column].Kind;
            if (kind == FeatureKind.Identifier) continue;
            if (table.Schema[column].IsText) texts += CountMissing(table.Categorical(column));
            else numbers += CountMissing(table.Numeric(column));
        }

        if (numbers > 0 && asked.NumericImputation != completed.NumericImputation) notes.Add($"{numbers} missing numbers were filled with the mean of their feature, as this model knows no missing values; NumericImputation chooses otherwise");
        if (texts > 0 && asked.CategoricalImputation != completed.CategoricalImputation) notes.Add($"{texts} missing categories were filled with the most frequent one, as this model knows no missing values; CategoricalImputation chooses otherwise");
    }

    private static int CountMissing(ReadOnlySpan<double> numbers)
    {
        int count = 0;
        foreach (double number in numbers)
        {
            if (double.IsNaN(number)) count++;
        }

        return count;
    }

    private static int CountMissing(ReadOnlySpan<string?> texts)
    {
        int count = 0;
        foreach (string? text in texts)
        {
            if (text is null) count++;
        }

        return count;
    }
}
