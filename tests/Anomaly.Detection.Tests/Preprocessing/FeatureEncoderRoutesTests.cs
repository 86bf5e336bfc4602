using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using CsCheck;

namespace Anomaly.Detection.Tests.Preprocessing;

/// <summary>One encoding, whatever the route: properties over generated tables and options.</summary>
public sealed class FeatureEncoderRoutesTests
{
    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.OneOf<string?>("a", "b", "B", "b ", "", "\u00E9", "e\u0301", "10", "9", "true", "\U0001F600", null),
        Gen.Int[0, 99].Select(number => (string?)("t" + number)));

    // Extremes are rare: divided by one another they leave the range of a float, and then there is no encoder to look at.
    private static readonly Gen<double> Number = Gen.Frequency(
        (10, Gen.OneOf(double.NaN, 0, -0.0, 1, -1, 0.1, 16777217)),
        (10, Gen.Int[-3, 3].Select(number => (double)number)),
        (10, Gen.Double[-1e6, 1e6]),
        (1, Gen.OneOf(1e-45, -1e-60, 5e-324, 3.4e38, -3.4e38)));

    private static readonly Gen<double> Seconds = Gen.OneOf(Gen.Const(double.NaN), Gen.Int[-2_000_000_000, 2_000_000_000].Select(ticks => ticks * 1.5));

    private static readonly Gen<Imputation> NumericImputation = Gen.OneOf(Imputation.None, Imputation.Mean, Imputation.Median, Imputation.Mode, Imputation.Constant(-1.5));

    private static readonly Gen<Imputation> CategoricalImputation = Gen.OneOf(Imputation.None, Imputation.Mode, Imputation.Constant("a"), Imputation.Constant("none"));

    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Enum<FeatureKind>().Array[1, 6],
        Gen.Int[1, 25],
        Gen.Enum<CategoryEncoding>(),
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 20]),
        Gen.Select(NumericImputation, CategoricalImputation),
        Gen.Select(Gen.Enum<Scaling>(), Gen.Int[0, 7]),
        Gen.Bool).SelectMany((kinds, rowCount, encoding, limits, imputations, scalingAndTime, isDerived) =>
    {
        FeatureColumn[] columns = [.. kinds.Select((kind, i) => new FeatureColumn("c" + i, kind)), new("n0", FeatureKind.Numeric), new("n1", FeatureKind.Numeric)];
        var options = new FeatureEncoderOptions
        {
            CategoryEncoding = encoding,
            MinCategoryCount = limits.Item1,
            MaxCategories = limits.Item2,
            NumericImputation = imputations.Item1,
            CategoricalImputation = imputations.Item2,
            Scaling = scalingAndTime.Item1,
            TimestampFeatures = (TimestampFeatures)scalingAndTime.Item2,
            DerivedFeatures = isDerived ? [DerivedFeature.Ratio("n0", "n1"), DerivedFeature.Difference("n1", "n0")] : [],
        };
        Gen<FeatureValue[][]> rows = Gen.Select(Text.Array[columns.Length], Number.Array[columns.Length], Seconds.Array[columns.Length])
            .Select(cells => columns.Select((column, i) => Cell(column.Kind, cells.Item1[i], cells.Item2[i], cells.Item3[i])).ToArray())
            .Array[rowCount * 2];
        return rows.Select(both => new Case(Sessions.Build(columns, both[..rowCount]), Sessions.Build(columns, both[rowCount..]), options));
    });

    [Fact]
    public void Encode_GeneratedTables_SameBitsByEveryRoute()
    {
        int fitted = 0;
        Cases.Holds(
            generated =>
            {
                if (TryFit(generated) is not { } encoder) return true;
                Interlocked.Increment(ref fitted);
                return Outcome(encoder, generated.Training).SequenceEqual(RowByRow(encoder, generated.Training))
                    && Outcome(encoder, generated.Other).SequenceEqual(RowByRow(encoder, generated.Other));
            },
            count: 1000);
        fitted.Should().BeGreaterThan(600, "most of the generated tables must have an encoder to look at");
    }

    [Fact]
    public void Encode_ColumnsReadAsTexts_SameBitsAsTheirRecords() => Cases.Holds(
        generated =>
        {
            if (TryFit(generated) is not { } encoder) return true;
            Table texts = generated.Other;
            foreach (FeatureColumn column in generated.Other.Schema.Columns) texts = texts.WithKind(column.Name, FeatureKind.Identifier);
            List<string> expected = RowByRow(encoder, generated.Other);
            return Outcome(encoder, texts).SequenceEqual(RowByRow(encoder, texts)) && Outcome(encoder, texts).SequenceEqual(expected);
        },
        count: 300);

    [Fact]
    public void EncodeCellsUnscaled_GeneratedTables_ScaledAfterwardsIsTheEncodedRow() => Cases.Holds(
        generated =>
        {
            if (TryFit(generated) is not { } encoder) return true;
            TableCells table = encoder.CellsOf(generated.Other);
            return RowByRow(encoder, generated.Other).SequenceEqual(Outcome(encoder, generated.Other, row =>
            {
                double[] cells = new double[encoder.CellCount];
                float[] values = new float[encoder.FeatureCount];
                table.ReadRow(row, cells);
                encoder.EncodeCellsUnscaled(cells, values);

                // Adding 0 turns −0 into 0.
                return encoder.Scaler is { } scaler ? [.. values.Select((value, feature) => float.IsNaN(value) ? value : (float)scaler.Transform(feature, value) + 0f)] : values;
            }));
        },
        count: 1000);

    [Fact]
    public void FromParts_GeneratedEncoders_SameBitsAsTheFittedOne() => Cases.Holds(
        generated =>
        {
            if (TryFit(generated) is not { } fitted) return true;
            LabelEncoder?[] labelEncoders = [.. Enumerable.Range(0, fitted.Schema.Count).Select(column => fitted.ClassesOf(column) is { } classes ? LabelEncoder.FromClasses(classes.Classes) : null)];
            StandardScaler? scaler = fitted.Scaler is { } parts ? StandardScaler.FromParts(parts.Mean, parts.Scale) : null;

            FeatureEncoder rebuilt = FeatureEncoder.FromParts(new FeatureSchema(fitted.Schema.Columns), labelEncoders, [.. fitted.Features.Select(feature => feature with { })], scaler);

            return Outcome(rebuilt, generated.Other).SequenceEqual(Outcome(fitted, generated.Other));
        },
        count: 300);

    [Fact]
    public void Fit_GeneratedTables_ValuesAreFiniteOrMissingAndNeverMinusZero() => Cases.Holds(
        generated =>
        {
            if (TryFit(generated) is not { } encoder) return true;
            FeatureMatrix matrix = encoder.Encode(generated.Training);
            return Enumerable.Range(0, matrix.FeatureCount).All(feature => HasOneFormPerValue(matrix.Column(feature)));
        },
        count: 300);

    private static bool HasOneFormPerValue(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsInfinity(value) || (value == 0 && float.IsNegative(value))) return false;
            if (float.IsNaN(value) && BitConverter.SingleToUInt32Bits(value) != BitConverter.SingleToUInt32Bits(float.NaN)) return false;
        }

        return true;
    }

    private static FeatureValue Cell(FeatureKind kind, string? text, double number, double seconds) => kind switch
    {
        FeatureKind.Numeric => number,
        FeatureKind.Timestamp => double.IsNaN(seconds) ? FeatureValue.Missing : DateTime.UnixEpoch.AddSeconds(seconds),
        _ => text,
    };

    private static FeatureEncoder? TryFit(Case generated)
    {
        try
        {
            return FeatureEncoder.Fit(generated.Training, generated.Options);
        }
        catch (ArgumentException exception) when (exception.Message.StartsWith("No column can become a feature", StringComparison.Ordinal))
        {
            return null;
        }
        catch (RecordFormatException exception) when (exception.Code == "out-of-range")
        {
            return null;
        }
    }

    // The bits of every value, row by row; for a row that is refused, the fault. Where a row of the table is refused, each is encoded alone,
    // so that a bad one hides no other.
    private static List<string> Outcome(FeatureEncoder encoder, Table table)
    {
        FeatureMatrix? whole = null;
        try
        {
            whole = encoder.Encode(table);
        }
        catch (RecordFormatException)
        {
        }

        return Outcome(encoder, table, row =>
        {
            float[] values = new float[encoder.FeatureCount];
            if (whole is null) encoder.Encode(table.Select([row])).CopyRow(0, values);
            else whole.CopyRow(row, values);
            return values;
        });
    }

    private static List<string> RowByRow(FeatureEncoder encoder, Table table) => Outcome(encoder, table, row =>
    {
        float[] values = new float[encoder.FeatureCount];
        encoder.EncodeRow(table.Record(row), values);

        double[] cells = new double[encoder.CellCount];
        for (int column = 0; column < cells.Length; column++)
        {
            cells[column] = table.Value(row, column) is { Kind: FeatureValueKind.Text } value ? encoder.ReadText(column, value.Text) : encoder.ReadCell(column, table.Value(row, column));
        }

        float[] fromCells = new float[encoder.FeatureCount];
        encoder.EncodeCells(cells, fromCells);
        if (!Bits(fromCells).SequenceEqual(Bits(values))) throw new InvalidOperationException("EncodeCells and EncodeRow differ.");
        return values;
    });

    private static List<string> Outcome(FeatureEncoder encoder, Table table, Func<int, float[]> encode)
    {
        List<string> outcome = [];
        for (int row = 0; row < table.RowCount; row++)
        {
            try
            {
                outcome.AddRange(Bits(encode(row)));
            }
            catch (RecordFormatException exception)
            {
                outcome.Add($"{exception.Code} {exception.Column} {exception.Problem}");
            }
        }

        return outcome;
    }

    private static IEnumerable<string> Bits(float[] values) => values.Select(value => BitConverter.SingleToUInt32Bits(value).ToString());

    private sealed record Case(Table Training, Table Other, FeatureEncoderOptions Options);
}
