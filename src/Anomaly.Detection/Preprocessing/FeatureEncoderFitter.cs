using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Preprocessing;

/// <summary>One fit of a <see cref="FeatureEncoder"/>: goes through the columns in order, then through the declared features of two columns.</summary>
internal sealed class FeatureEncoderFitter
{
    // Above this a float skips whole numbers, so that different ones can become the same.
    private const double LargestDenseInteger = 1 << 24;

    private readonly Table _table;
    private readonly FeatureSchema _schema;
    private readonly FeatureEncoderOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<LabelEncoder?> _labelEncoders;
    private readonly TableCells _cells;
    private readonly double[] _values;
    private readonly List<EncodedFeature> _features = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    public FeatureEncoderFitter(Table table, FeatureEncoderOptions options, CancellationToken cancellationToken)
    {
        if (table.RowCount == 0) throw new ArgumentException("The table has 0 rows; an encoder is fitted on at least 1.", nameof(table));
        _table = table;
        _schema = table.Schema;
        _options = options;
        _cancellationToken = cancellationToken;
        foreach (string column in options.ColumnEncodings.Keys.Order(StringComparer.Ordinal)) RequireColumn(column, FeatureKind.Categorical, nameof(options.ColumnEncodings));
        foreach (DerivedFeature derived in options.DerivedFeatures)
        {
            RequireColumn(derived.First, FeatureKind.Numeric, nameof(options.DerivedFeatures));
            RequireColumn(derived.Second, FeatureKind.Numeric, nameof(options.DerivedFeatures));
        }

        _labelEncoders = [.. Enumerable.Range(0, _schema.Count).Select(FitClasses)];
        _cells = new TableCells(table, new CellReader(_schema, _labelEncoders));
        _values = new double[table.RowCount];
    }

    public FeatureEncoder Fit()
    {
        for (int column = 0; column < _schema.Count; column++) AddColumn(column);
        foreach (DerivedFeature derived in _options.DerivedFeatures)
        {
            AddNumeric(new EncodedFeature
            {
                Name = derived.Name,
                Operation = derived.Operation,
                Source = _schema.IndexOf(derived.First),
                SecondSource = _schema.IndexOf(derived.Second),
            });
        }

        if (_features.Count == 0) throw new ArgumentException($"No column can become a feature: {(_notes.Count == 0 ? "the table has 0 columns" : string.Join("; ", _notes))}.");
        StandardScaler? scaler = _options.Scaling == Scaling.Standard ? FitScaler() : null;
        return new FeatureEncoder(_schema, _labelEncoders, [.. _features], scaler, [.. _notes]);
    }

    private LabelEncoder? FitClasses(int column)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_schema[column].Kind != FeatureKind.Categorical) return null;
        return LabelEncoder.Fit(_table.Categorical(column), _options.MinCategoryCount, _options.MaxCategories, _options.CategoricalImputation.Text);
    }

    private void AddColumn(int column)
    {
        string name = _schema[column].Name;
        switch (_schema[column].Kind)
        {
            case FeatureKind.Identifier:
                _notes.Add($"{name} looks like an identifier and was left out");
                break;
            case FeatureKind.Numeric:
                AddNumeric(new EncodedFeature { Name = name, Operation = FeatureOperation.Value, Source = column });
                break;
            case FeatureKind.Timestamp:
                AddTimestamp(column, name);
                break;
            default:
                AddCategory(column, name, _labelEncoders[column]!);
                break;
        }
    }

    private void AddTimestamp(int column, string name)
    {
        TimestampFeatures wanted = _options.TimestampFeatures;
        double earliest = FillValues.Smallest(_cells.Column(column));
        if (double.IsNaN(earliest))
        {
            NoteMissing(name);
            return;
        }

        if (wanted == TimestampFeatures.None) _notes.Add($"{name} is a timestamp and was left out, because no timestamp feature is asked for");
        if (wanted.HasFlag(TimestampFeatures.HourOfDay)) AddNumeric(new EncodedFeature { Name = name + ".hour", Operation = FeatureOperation.HourOfDay, Source = column });
        if (wanted.HasFlag(TimestampFeatures.DayOfWeek)) AddNumeric(new EncodedFeature { Name = name + ".day_of_week", Operation = FeatureOperation.DayOfWeek, Source = column });
        if (!wanted.HasFlag(TimestampFeatures.ElapsedDays)) return;
        double origin = _options.ElapsedDaysOrigin is { } declared ? TimestampText.ToSeconds(declared.UtcDateTime) : earliest;
        AddNumeric(new EncodedFeature { Name = name + ".elapsed_days", Operation = FeatureOperation.ElapsedDays, Source = column, OriginSeconds = origin });
    }

    private void AddNumeric(EncodedFeature feature)
    {
        Apply(feature);
        if (double.IsNaN(FillValues.Smallest(_values)))
        {
            NoteMissing(feature.Name);
            return;
        }

        if (IsConstant()) _notes.Add($"{feature.Name} has the same value in every row");
        NoteMergedIntegers(feature);
        Add(feature with { Fill = FillValues.Of(_options.NumericImputation, _values) });
    }

    private void AddCategory(int column, string name, LabelEncoder encoder)
    {
        int present = encoder.Counts.Sum();
        if (encoder.LeftOutCount > 0)
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {encoder.LeftOutCount} of its texts are read as missing, having fewer rows than MinCategoryCount ({_options.MinCategoryCount}) or not being among the MaxCategories ({_options.MaxCategories}) most frequent"));
        }

        NoteRareClasses(name, encoder);
        if (present == 0)
        {
            if (encoder.LeftOutCount == 0) NoteMissing(name);
            else _notes.Add($"{name} was left out, because none of its texts became a class");
            return;
        }

        if (encoder.Counts.Contains(_table.RowCount)) _notes.Add($"{name} has the same value in every row");
        CategoryEncoding encoding = _options.ColumnEncodings.TryGetValue(name, out CategoryEncoding own) ? own : _options.CategoryEncoding;
        int fillCode = FillValues.CodeOf(_options.CategoricalImputation, encoder);
        if (encoding == CategoryEncoding.OneHot)
        {
            for (int code = 0; code < encoder.ClassCount; code++)
            {
                Add(new EncodedFeature
                {
                    Name = $"{name}={encoder.Classes[code]}",
                    Operation = FeatureOperation.OneHot,
                    Source = column,
                    ClassCode = code,
                    Fill = fillCode < 0 ? double.NaN : fillCode == code ? 1 : 0,
                });
            }
        }
        else if (encoding == CategoryEncoding.Frequency)
        {
            ImmutableArray<double> shares = [.. encoder.Counts.Select(count => count / (double)_table.RowCount)];
            Add(new EncodedFeature { Name = name + ".frequency", Operation = FeatureOperation.Frequency, Source = column, Frequencies = shares, Fill = fillCode < 0 ? double.NaN : shares[fillCode] });
        }
        else
        {
            Add(new EncodedFeature { Name = name, Operation = FeatureOperation.Code, Source = column, Fill = fillCode < 0 ? double.NaN : fillCode });
        }
    }

    // A column may be named as another column's feature would be; the later one is numbered.
    private void Add(EncodedFeature feature)
    {
        string name = feature.Name;
        for (int number = 2; !_names.Add(name); number++) name = string.Create(CultureInfo.InvariantCulture, $"{feature.Name} ({number})");
        _features.Add(feature with { Name = name });
    }

    private StandardScaler FitScaler()
    {
        double[] mean = new double[_features.Count];
        double[] scale = new double[_features.Count];
        for (int index = 0; index < mean.Length; index++)
        {
            EncodedFeature feature = _features[index];
            Apply(feature);
            if (!double.IsNaN(feature.Fill)) Replace(feature.Fill);

            // Floats are what is scaled, so they are what is measured.
            for (int row = 0; row < _values.Length; row++) _values[row] = (float)_values[row];
            (mean[index], scale[index]) = StandardScaler.Measure(_values);
        }

        return StandardScaler.FromParts(mean, scale);
    }

    /// <summary>Works a feature out for all rows, before filling and scaling.</summary>
    private void Apply(EncodedFeature feature)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<double> first = _cells.Column(feature.Source);
        ReadOnlySpan<double> second = _cells.Column(feature.HasTwoSources ? feature.SecondSource : feature.Source);
        int row = 0;
        try
        {
            for (; row < _values.Length; row++)
            {
                _values[row] = feature.Apply(first[row], second[row]);
                if (!double.IsNaN(_values[row])) FloatRange.Check(_values[row], feature, _schema);
            }
        }
        catch (RecordFormatException exception)
        {
            throw exception.AtRow(row + 1);
        }
    }

    private bool IsConstant()
    {
        foreach (double value in _values)
        {
            if (value != _values[0] || double.IsNaN(value)) return false;
        }

        return true;
    }

    private void Replace(double fill)
    {
        for (int row = 0; row < _values.Length; row++)
        {
            if (double.IsNaN(_values[row])) _values[row] = fill;
        }
    }

    private void NoteMissing(string name) => _notes.Add($"{name} is missing in every row and was left out");

    // A text that one row has may name a person, and classes stand in the model file.
    private void NoteRareClasses(string name, LabelEncoder encoder)
    {
        int rare = encoder.Counts.Count(count => count == 1);
        if (rare == 0 || _options.MinCategoryCount > 1) return;
        _notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {rare} of its {encoder.ClassCount} classes {(rare == 1 ? "stands" : "stand")} in one row only, and in the model with {(rare == 1 ? "its text" : "their texts")}; MinCategoryCount leaves rare ones out"));
    }

    private void NoteMergedIntegers(EncodedFeature feature)
    {
        if (feature.Operation != FeatureOperation.Value) return;
        foreach (double value in _values)
        {
            if (!(Math.Abs(value) > LargestDenseInteger) || (float)value == value || Math.Floor(value) != value) continue;
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{feature.Name} holds whole numbers that a 32-bit float rounds ({value} becomes {(double)(float)value}); declare it Identifier or Categorical if its numbers are names"));
            return;
        }
    }

    private void RequireColumn(string name, FeatureKind expected, string option)
    {
        int column = _schema.IndexOf(name);
        if (column < 0) OptionGuard.Throw(option, $"names of {expected} columns of the table", $"{RecordFormatException.Quote(name)}, which is no column");
        if (_schema[column].Kind != expected) OptionGuard.Throw(option, $"names of {expected} columns of the table", $"{RecordFormatException.Quote(name)}, which is {_schema[column].Kind}");
    }
}
