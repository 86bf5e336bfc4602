using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Preprocessing;

/// <summary>Proves that the parts of an encoder fit together, before one exists. Throws <see cref="ArgumentException"/> naming the place.</summary>
internal static class EncoderPartsCheck
{
    public static void Run(FeatureSchema schema, ImmutableArray<LabelEncoder?> labelEncoders, ImmutableArray<EncodedFeature> features, StandardScaler? scaler)
    {
        CheckColumns(schema, labelEncoders);
        if (features.Length == 0) throw new ArgumentException("An encoder needs at least one feature.", nameof(features));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int index = 0; index < features.Length; index++)
        {
            EncodedFeature feature = features[index];
            if (feature is null) Throw(index, null, "is null");
            if (string.IsNullOrEmpty(feature.Name)) Throw(index, null, "has no name");
            if (!UnicodeText.IsWellFormed(feature.Name)) Throw(index, feature, "has a name that is not valid Unicode");
            if (!names.Add(feature.Name)) Throw(index, feature, "has the name of a feature before it; names must differ");
            CheckSources(index, feature, schema);
            CheckParameters(index, feature, labelEncoders[feature.Source]?.ClassCount ?? 0);
        }

        if (scaler is not null && scaler.FeatureCount != features.Length) throw new ArgumentException(Text($"The scaler has {scaler.FeatureCount} features, but there are {features.Length}."), nameof(scaler));
    }

    private static void CheckColumns(FeatureSchema schema, ImmutableArray<LabelEncoder?> labelEncoders)
    {
        if (labelEncoders.Length != schema.Count) throw new ArgumentException(Text($"{labelEncoders.Length} label encoders do not fit {schema.Count} columns."), nameof(labelEncoders));
        for (int column = 0; column < schema.Count; column++)
        {
            FeatureColumn definition = schema[column];
            string place = Text($"Column {column} ({RecordFormatException.Quote(definition.Name)})");
            if (!Enum.IsDefined(definition.Kind)) throw new ArgumentException(Text($"{place} has the kind {(int)definition.Kind}, which is not defined."), nameof(schema));
            bool isCategorical = definition.Kind == FeatureKind.Categorical;
            if (isCategorical && labelEncoders[column] is null) throw new ArgumentException($"{place} is Categorical, but has no classes.", nameof(labelEncoders));
            if (!isCategorical && labelEncoders[column] is not null) throw new ArgumentException($"{place} is {definition.Kind}, but has classes.", nameof(labelEncoders));
            if (labelEncoders[column]?.ClassCount > FeatureEncoderOptions.MostCategories) throw new ArgumentException(Text($"{place} has {labelEncoders[column]!.ClassCount} classes; the most is {FeatureEncoderOptions.MostCategories}."), nameof(labelEncoders));
        }
    }

    private static void CheckSources(int index, EncodedFeature feature, FeatureSchema schema)
    {
        FeatureKind expected = feature.Operation switch
        {
            FeatureOperation.Value or FeatureOperation.Ratio or FeatureOperation.Difference => FeatureKind.Numeric,
            FeatureOperation.Code or FeatureOperation.Frequency or FeatureOperation.OneHot => FeatureKind.Categorical,
            FeatureOperation.HourOfDay or FeatureOperation.DayOfWeek or FeatureOperation.ElapsedDays => FeatureKind.Timestamp,
            _ => Throw<FeatureKind>(index, feature, Text($"has the operation {(int)feature.Operation}, which is not defined")),
        };
        CheckSource(index, feature, nameof(EncodedFeature.Source), feature.Source, expected, schema);
        if (feature.HasTwoSources) CheckSource(index, feature, nameof(EncodedFeature.SecondSource), feature.SecondSource, expected, schema);
        else if (feature.SecondSource != -1) Throw(index, feature, Text($"has SecondSource {feature.SecondSource}, but {feature.Operation} reads one column; expected -1"));
    }

    private static void CheckSource(int index, EncodedFeature feature, string property, int column, FeatureKind expected, FeatureSchema schema)
    {
        if (column < 0 || column >= schema.Count) Throw(index, feature, Text($"has {property} {column}; expected a column in [0, {schema.Count})"));
        if (schema[column].Kind != expected) Throw(index, feature, $"applies {feature.Operation} to column {RecordFormatException.Quote(schema[column].Name)}, which is {schema[column].Kind}; expected {expected}");
    }

    private static void CheckParameters(int index, EncodedFeature feature, int classCount)
    {
        bool isCategory = feature.Operation is FeatureOperation.Code or FeatureOperation.Frequency or FeatureOperation.OneHot;
        if (isCategory && classCount == 0) Throw(index, feature, "reads a column that has no classes");
        if (feature.Operation == FeatureOperation.OneHot)
        {
            if (feature.ClassCode < 0 || feature.ClassCode >= classCount) Throw(index, feature, Text($"has ClassCode {feature.ClassCode}; expected a class in [0, {classCount})"));
        }
        else if (feature.ClassCode != -1)
        {
            Throw(index, feature, Text($"has ClassCode {feature.ClassCode}, but {feature.Operation} reads none; expected -1"));
        }

        int expectedLength = feature.Operation == FeatureOperation.Frequency ? classCount : 0;
        if (feature.Frequencies.Length != expectedLength) Throw(index, feature, Text($"has {feature.Frequencies.Length} frequencies; expected {expectedLength}"));
        foreach (double frequency in feature.Frequencies)
        {
            if (!(frequency >= 0 && frequency <= 1)) Throw(index, feature, Text($"has the frequency {frequency}; expected a number in [0, 1]"));
        }

        if (!double.IsFinite(feature.OriginSeconds)) Throw(index, feature, Text($"has OriginSeconds {feature.OriginSeconds}; expected a finite number"));
        if (feature.OriginSeconds != 0 && feature.Operation != FeatureOperation.ElapsedDays) Throw(index, feature, Text($"has OriginSeconds {feature.OriginSeconds}, but {feature.Operation} reads none; expected 0"));
        if (Math.Abs(feature.Fill) > float.MaxValue) Throw(index, feature, Text($"has Fill {feature.Fill}; expected a number within the range of a 32-bit float, or NaN"));
    }

    [DoesNotReturn]
    private static void Throw(int index, EncodedFeature? feature, string problem)
    {
        string name = feature is null ? "" : $" ({RecordFormatException.Quote(feature.Name)})";
        throw new ArgumentException(Text($"Feature {index}{name} {problem}."));
    }

    private static T Throw<T>(int index, EncodedFeature feature, string problem)
    {
        Throw(index, feature, problem);
        return default;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
