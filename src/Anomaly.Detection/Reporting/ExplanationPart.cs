using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>What drives the scores: the contributions of all columns to the scores of many rows.</summary>
internal static class ExplanationPart
{
    private const int MostScatters = 4;

    public static Markup Write(EvaluationReport report) => report.Explanation is not { Columns.IsEmpty: false, RowCount: > 0 } explanation ? Markup.Empty : Markup.Of(
        $"""
        <section id="explanation-part">
        <h2>What drives the scores</h2>
        <p class="lead">What each column added to the {ScaleText.Sum(explanation.Scale, report)} of {FigureText.Count(explanation.RowCount, "row", "rows")}, from a base value of {FigureText.Share(explanation.BaseValue)}. It tells how the model judges, not what
        causes anomalies; columns that go together share what they tell.</p>
        <div class="two">
        <figure>{ContributionPicture.Draw([.. explanation.Columns.Take(BeeswarmPicture.MostColumns)])}<figcaption>Mean size of the contribution, whatever its sign. {More(explanation)}</figcaption>{Sizes(explanation)}</figure>
        {Swarm(explanation, ScaleText.Axis(explanation.Scale, report))}
        </div>
        <div class="two">
        {Markup.Join(explanation.Columns.Take(MostScatters).Index(), column => Scatter(HourOfDay.Of(column.Item), column.Index, ScaleText.Axis(explanation.Scale, report)))}
        </div>
        </section>
        """);

    private static string More(GlobalExplanation explanation) =>
        explanation.Columns.Length > BeeswarmPicture.MostColumns ? $"The first {BeeswarmPicture.MostColumns} of {FigureText.Count(explanation.Columns.Length)} columns." : "";

    private static Markup Sizes(GlobalExplanation explanation) => NumbersTable.Of(
        ["column", "mean size", "least", "greatest"],
        explanation.Columns.Select(column => (string[])[column.Column, FigureText.Share(column.MeanAbsolute), FigureText.Signed(column.Amounts.Min()), FigureText.Signed(column.Amounts.Max())]));

    private static Markup Swarm(GlobalExplanation explanation, string axis)
    {
        (Markup picture, int dotCount) = BeeswarmPicture.Draw(explanation, axis);
        int all = explanation.RowCount * Math.Min(explanation.Columns.Length, BeeswarmPicture.MostColumns);
        string drawn = dotCount < all ? $"{FigureText.Count(dotCount)} of {FigureText.Count(all)} are drawn: high stacks stand lower, by the square root." : "";
        return Markup.Of($"<figure>{picture}<figcaption>A dot per row, to the right where the column moved it towards an anomaly; colour: its value, of a time its hour. Colours of a category only tell its classes apart. {drawn}</figcaption></figure>");
    }

    private static Markup Scatter(ColumnEffect column, int index, string axis) => Markup.Of(
        $"""
        <figure>{EffectPicture.Draw(FormattableString.Invariant($"effect-{index}"), column, axis)}<figcaption>{Caption(column)}</figcaption>
        {NumbersTable.Of([column.Column, "rows", "mean contribution"], EffectTable.Of(column).Select(row => (string[])[row.Values, FigureText.Count(row.RowCount), FigureText.Signed(row.Mean)]))}</figure>

        """);

    private static string Caption(ColumnEffect column)
    {
        if (column.Kind == Data.FeatureKind.Categorical)
        {
            int classes = EffectPicture.Classes(column).Count();
            return $"What {column.Column} added, by class. {(classes > EffectPicture.MostClasses ? $"The {EffectPicture.MostClasses} most frequent of {FigureText.Count(classes)}." : "")}";
        }

        string drawn = column.Values.Length > EffectPicture.MostDots ? $"{EffectPicture.MostDots} of {FigureText.Count(column.Values.Length)} rows are drawn." : "";
        return $"What {column.Column} added, by value. {drawn}";
    }
}
