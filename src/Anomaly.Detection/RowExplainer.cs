using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Says why rows are judged as they are: takes contributions of features, and gives those of columns with what stands there and how unusual it is. Immutable; safe to share between threads without a lock.</summary>
internal sealed class RowExplainer
{
    private readonly FeatureEncoder _encoder;
    private readonly ShapExplainer _explainer;
    private readonly ColumnShares _shares;
    private readonly ExplanationScale _scale;
    private readonly TableBaseline? _baseline;
    private readonly ContributionScale _unit;
    private readonly string _among;
    private readonly bool[] _tellsHour;

    /// <exception cref="NotSupportedException">The model has no trees.</exception>
    /// <exception cref="RecordFormatException">A value of the background is not what its column expects.</exception>
    public RowExplainer(DetectorArtifact artifact, Decision decision, ExplanationOptions options)
    {
        _encoder = artifact.Encoder;
        FeatureMatrix? background = options.Background is { } table ? _encoder.Encode(table) : null;
        _explainer = ShapExplainer.Compile(artifact.Model, new ShapOptions { Background = background });
        _shares = new ColumnShares(_encoder);
        _scale = new ExplanationScale(options.Scale, _explainer, decision);
        _unit = options.Scale;
        _baseline = artifact.Baseline;
        _among = _baseline?.Among(options.RowNoun) ?? "";
        _tellsHour = [.. Enumerable.Range(0, _encoder.Schema.Count).Select(column => _encoder.Features.Any(feature => feature.Source == column && feature.Operation == FeatureOperation.HourOfDay))];
    }

    /// <summary>The length of an encoded row.</summary>
    public int FeatureCount => _encoder.FeatureCount;

    /// <summary>The columns that are told of, in the order of the schema.</summary>
    public ReadOnlySpan<int> Columns => _shares.Columns;

    /// <summary>What contributions are counted in.</summary>
    public ContributionScale Unit => _unit;

    /// <summary>What contributions count from.</summary>
    public double BaseValue => _scale.BaseValue;

    /// <summary>Explains encoded rows laid end to end: what each feature did to the score.</summary>
    /// <inheritdoc cref="ShapExplainer.Explain(ReadOnlySpan{float}, Span{double})"/>
    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions) => _explainer.Explain(rows, contributions);

    /// <summary>What each column did, in the unit.</summary>
    /// <param name="features">What each feature did to the row's score.</param>
    /// <param name="prediction">What is predicted for the row.</param>
    /// <param name="columns">Receives one number per column of the schema.</param>
    /// <returns>What they count to.</returns>
    public double ToColumns(ReadOnlySpan<double> features, AnomalyPrediction prediction, Span<double> columns)
    {
        _shares.Add(features, columns);
        double sum = _explainer.SumOf(prediction.RawScore);
        double value = _scale.ValueOf(sum, prediction.AnomalyProbability);
        _scale.Convert(columns, sum, value);
        return value;
    }

    /// <summary>Puts an explanation together.</summary>
    /// <param name="cells">The row's cells, one per column of the schema.</param>
    /// <param name="features">What each feature did to its score.</param>
    /// <param name="prediction">What is predicted for it.</param>
    /// <param name="given">The value as it was given, by name of column: asked for where a text is no class.</param>
    /// <param name="mostReasons">How many reasons to give at most.</param>
    public PredictionExplanation Describe(ReadOnlySpan<double> cells, ReadOnlySpan<double> features, AnomalyPrediction prediction, Func<string, FeatureValue> given, int mostReasons)
    {
        double[] amounts = new double[cells.Length];
        double value = ToColumns(features, prediction, amounts);
        var contributions = ImmutableArray.CreateBuilder<ColumnContribution>(_shares.Columns.Length);
        foreach (int column in _shares.Columns.OrderByDescending(column => Math.Abs(amounts[column]))) contributions.Add(ContributionOf(column, cells[column], amounts[column], given));
        var breakdown = new ScoreBreakdown { Scale = _unit, BaseValue = BaseValue, Value = value, Contributions = contributions.MoveToImmutable() };
        return new PredictionExplanation(prediction, breakdown, [.. breakdown.Contributions.Where(one => one.Amount != 0).Take(mostReasons)]);
    }

    private ColumnContribution ContributionOf(int column, double cell, double amount, Func<string, FeatureValue> given)
    {
        FeatureColumn definition = _encoder.Schema[column];
        FeatureValue value = definition.Kind switch
        {
            FeatureKind.Timestamp => FeatureValue.AtSeconds(cell),
            FeatureKind.Categorical => double.IsNaN(cell) ? given(definition.Name).ToText() : _encoder.ClassesOf(column)!.Classes[(int)cell],
            _ => cell,
        };
        return new ColumnContribution { Column = definition.Name, Value = value, Amount = amount, Standing = StandingOf(column, cell, value) };
    }

    private ValueStanding? StandingOf(int column, double cell, FeatureValue value) => _baseline?.Columns[column] switch
    {
        null => null,
        CategoricalBaseline classes when double.IsNaN(cell) && !value.IsMissing => classes.StandingOfOther(_encoder.ClassesOf(column)!.LeftOutCount > 0, _among),
        TimestampBaseline times when !double.IsNaN(cell) && !_tellsHour[column] => times.StandingInTime(cell, _among),
        { } baseline => baseline.StandingOf(cell, _among),
    };
}
