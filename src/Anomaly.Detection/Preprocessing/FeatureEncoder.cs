using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Preprocessing;

/// <summary>Turns raw values into rows of 32-bit floats. Fitted once on a training table; immutable; safe to share between threads.</summary>
/// <remarks>
/// <code>
/// table, record, texts ──► cells ──► EncodedFeature.Apply ──► fill ──► float ──► scale
///                          one double per column              (NaN = missing)
/// </code>
/// Every route runs through the same cells and the same function per feature, so a row of a table and the same record give the same bits.
/// An absent field and a category that training did not meet are missing; a missing value stays NaN unless imputation was asked for.
/// </remarks>
public sealed class FeatureEncoder
{
    private const int MostCellsOnStack = 256;

    private readonly CellReader _reader;
    private readonly ImmutableArray<EncodedFeature> _features;
    private readonly FeatureStep[] _steps;
    private readonly ImmutableArray<string> _notes;

    /// <summary>Takes parts that fit together.</summary>
    internal FeatureEncoder(
        FeatureSchema schema,
        ImmutableArray<LabelEncoder?> labelEncoders,
        ImmutableArray<EncodedFeature> features,
        StandardScaler? scaler,
        ImmutableArray<string> notes)
    {
        _reader = new CellReader(schema, labelEncoders);
        _features = features;
        _steps = new FeatureStep[features.Length];
        for (int index = 0; index < _steps.Length; index++) _steps[index] = new FeatureStep(features[index], scaler is not null && FloatRange.CanLeave(scaler, index));
        Scaler = scaler;
        _notes = notes;
    }

    /// <summary>All columns of the training table, those that yield no feature included.</summary>
    public FeatureSchema Schema => _reader.Schema;

    /// <summary>The features in the order of a row.</summary>
    public IReadOnlyList<EncodedFeature> Features => _features;

    /// <summary>The number of features, the length of a row; at least 1.</summary>
    public int FeatureCount => _features.Length;

    /// <summary>The number of cells that <see cref="EncodeCells"/> reads: one per column of <see cref="Schema"/>.</summary>
    public int CellCount => Schema.Count;

    /// <summary>How features are scaled; null when they are not.</summary>
    public StandardScaler? Scaler { get; }

    /// <summary>What a user should know about the fit, such as columns that were left out; one sentence each. Empty for an encoder made from parts.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The classes of a column.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <returns>The classes of a categorical column, null for any other.</returns>
    public LabelEncoder? ClassesOf(int column) => _reader.ClassesOf(column);

    /// <summary>Learns from a training table what the columns are and how they become features.</summary>
    /// <param name="table">The training rows, at least one; labels are not looked at.</param>
    /// <param name="options">How columns become features; null for <see cref="FeatureEncoderOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the fit, between one column and the next.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">The table has no rows, or nothing in it can become a feature; the message lists what was left out and why. Or an option names a column that is not there or not of the right kind.</exception>
    /// <exception cref="RecordFormatException">A value is beyond the range of a 32-bit float (code <c>out-of-range</c>); column and row are named.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FeatureEncoder Fit(Table table, FeatureEncoderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new FeatureEncoderFitter(table, options ?? FeatureEncoderOptions.Default, cancellationToken).Fit();
    }

    /// <summary>Makes an encoder from the parts of one that was fitted before, which may come from a file that nobody vouches for: all of it is checked.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="labelEncoders">One per column: the classes of a categorical column, null for any other.</param>
    /// <param name="features">The features, at least one.</param>
    /// <param name="scaler">How features are scaled, one mean and scale per feature; null when they are not.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">The parts do not fit together; the message names the place.</exception>
    public static FeatureEncoder FromParts(FeatureSchema schema, IReadOnlyList<LabelEncoder?> labelEncoders, IReadOnlyList<EncodedFeature> features, StandardScaler? scaler)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(labelEncoders);
        ArgumentNullException.ThrowIfNull(features);
        ImmutableArray<LabelEncoder?> encoders = [.. labelEncoders];
        ImmutableArray<EncodedFeature> copy = [.. features];
        EncoderPartsCheck.Run(schema, encoders, copy, scaler);
        return new FeatureEncoder(schema, encoders, copy, scaler, []);
    }

    /// <summary>Encodes all rows of a table.</summary>
    /// <param name="table">
    /// Columns are found by name, in any order; others are ignored. A column that is not there is missing in every row. One of another kind
    /// than at training is read value by value, as <see cref="FeatureValue"/> describes and as <see cref="EncodeRow"/> does.
    /// </param>
    /// <param name="cancellationToken">Stops the encoding, between one feature and the next.</param>
    /// <returns>One row of features per row of the table.</returns>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or beyond the range of a 32-bit float (code <c>out-of-range</c>); column and row are named.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public FeatureMatrix Encode(Table table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var cells = new TableCells(table, _reader);
        float[][] columns = new float[FeatureCount][];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<double> first = cells.Column(_steps[feature].Source);
            ReadOnlySpan<double> second = cells.Column(_steps[feature].SecondSource);
            float[] column = new float[table.RowCount];
            int row = 0;
            try
            {
                for (; row < column.Length; row++) column[row] = EncodeFeature(feature, first[row], second[row], isScaled: true);
            }
            catch (RecordFormatException exception)
            {
                throw exception.AtRow(row + 1);
            }

            columns[feature] = column;
        }

        return new FeatureMatrix(columns, table.RowCount);
    }

    /// <summary>Encodes one record.</summary>
    /// <param name="record">Values by name of column; an absent one is missing, one that is no column is ignored.</param>
    /// <param name="row">Receives the features; its length is <see cref="FeatureCount"/>.</param>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or beyond the range of a 32-bit float; the column is named.</exception>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    /// <remarks>Thread-safe. Allocates nothing up to 256 columns, where texts are given for texts.</remarks>
    public void EncodeRow(IReadOnlyDictionary<string, FeatureValue> record, Span<float> row)
    {
        ArgumentNullException.ThrowIfNull(record);
        Span<double> cells = CellCount <= MostCellsOnStack ? stackalloc double[CellCount] : new double[CellCount];
        ReadCells(record, cells);
        EncodeCells(cells, row);
    }

    /// <summary>Reads one value as the cell of a column, as the table at <see cref="FeatureValue"/> says.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <param name="value">The value.</param>
    /// <returns>The number, the seconds of a timestamp, or the class code of a category. NaN when missing, unseen, or the column is an identifier.</returns>
    /// <exception cref="RecordFormatException">The value is not what the column expects; the column is named.</exception>
    public double ReadCell(int column, FeatureValue value) => _reader.Read(column, value);

    /// <summary>Reads one text as the cell of a column: the same as <see cref="ReadCell"/> with that text, without a string.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <param name="text">The text. An empty one is missing in a numeric or timestamp column, and a text like any other in a categorical one.</param>
    /// <returns>As <see cref="ReadCell"/>.</returns>
    /// <exception cref="RecordFormatException">The text is not what the column expects; the column is named.</exception>
    /// <remarks>Thread-safe, allocates nothing.</remarks>
    public double ReadText(int column, ReadOnlySpan<char> text) => _reader.ReadText(column, text);

    /// <summary>Reads one text in UTF-8 as the cell of a column: the same as with its string, and refused where it is not valid UTF-8.</summary>
    /// <inheritdoc cref="ReadText(int, ReadOnlySpan{char})"/>
    internal double ReadText(int column, ReadOnlySpan<byte> utf8Text) => _reader.ReadText(column, utf8Text);

    /// <summary>Reads the values of a record as cells.</summary>
    /// <param name="record">Values by name of column.</param>
    /// <param name="cells">Receives one cell per column; NaN where a field is absent.</param>
    /// <returns>How many columns have a field in the record.</returns>
    internal int ReadCells(IReadOnlyDictionary<string, FeatureValue> record, Span<double> cells)
    {
        cells.Fill(double.NaN);
        int found = 0;
        for (int column = 0; column < cells.Length; column++)
        {
            if (!record.TryGetValue(Schema[column].Name, out FeatureValue value)) continue;
            cells[column] = ReadCell(column, value);
            found++;
        }

        return found;
    }

    /// <summary>Encodes one row of cells.</summary>
    /// <param name="cells">One cell per column, from <see cref="ReadCell"/> or <see cref="ReadText(int, ReadOnlySpan{char})"/>; NaN is missing. Its length is <see cref="CellCount"/>.</param>
    /// <param name="row">Receives the features; its length is <see cref="FeatureCount"/>.</param>
    /// <exception cref="ArgumentException">A length is another.</exception>
    /// <exception cref="RecordFormatException">A value is beyond the range of a 32-bit float (code <c>out-of-range</c>); the column is named.</exception>
    /// <remarks>Thread-safe, allocates nothing.</remarks>
    public void EncodeCells(ReadOnlySpan<double> cells, Span<float> row) => EncodeFeatures(cells, row, isScaled: true);

    /// <summary>Encodes one row of cells as it is before scaling; scaling it value by value gives the row of <see cref="EncodeCells"/>. What that refuses is refused here too.</summary>
    /// <inheritdoc cref="EncodeCells"/>
    internal void EncodeCellsUnscaled(ReadOnlySpan<double> cells, Span<float> row) => EncodeFeatures(cells, row, isScaled: false);

    /// <summary>Encodes one feature of cells that need not fit: it is infinite, with the right sign, where <see cref="EncodeCells"/> refuses it for its size.</summary>
    internal float EncodeUnbounded(int feature, ReadOnlySpan<double> cells)
    {
        ref readonly FeatureStep step = ref _steps[feature];
        double value = step.Apply(cells[step.Source], cells[step.SecondSource]);
        float narrowed = NarrowUnbounded(double.IsNaN(value) ? step.Fill : value);
        return Scaler is null ? narrowed : NarrowUnbounded(Scaler.Transform(feature, narrowed));
    }

    /// <summary>The rows of a table as cells.</summary>
    internal TableCells CellsOf(Table table) => new(table, _reader);

    private void EncodeFeatures(ReadOnlySpan<double> cells, Span<float> row, bool isScaled)
    {
        if (cells.Length != CellCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {cells.Length} cells, but the schema has {CellCount} columns."), nameof(cells));
        if (row.Length != FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The row holds {row.Length} values, but there are {FeatureCount} features."), nameof(row));
        FeatureStep[] steps = _steps;
        for (int feature = 0; feature < row.Length; feature++)
        {
            row[feature] = EncodeFeature(feature, cells[steps[feature].Source], cells[steps[feature].SecondSource], isScaled);
        }
    }

    /// <summary>The one way from cells to a feature.</summary>
    private float EncodeFeature(int feature, double first, double second, bool isScaled)
    {
        ref readonly FeatureStep step = ref _steps[feature];
        double value = step.Apply(first, second);
        if (double.IsNaN(value))
        {
            value = step.Fill;
            if (double.IsNaN(value)) return float.NaN;
        }

        FloatRange.Check(value, step.Definition, Schema);
        float narrowed = Narrow(value);
        if (Scaler is null || !(isScaled || step.CanScaleBeyondFloats)) return narrowed;

        // The float is scaled, not the double behind it: what scaling is folded into sees the float only.
        double scaled = Scaler.Transform(feature, narrowed);
        FloatRange.Check(scaled, step.Definition, Schema);
        return isScaled ? Narrow(scaled) : narrowed;
    }

    private static float NarrowUnbounded(double value) =>
        value > float.MaxValue ? float.PositiveInfinity : value < float.MinValue ? float.NegativeInfinity : Narrow(value);

    // Zero has one form, so that equal features have equal bits.
    private static float Narrow(double value)
    {
        float narrowed = (float)value;
        return narrowed == 0 ? 0 : narrowed;
    }
}
