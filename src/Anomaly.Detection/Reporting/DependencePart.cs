using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>How the probability follows single columns and pairs of them.</summary>
internal static class DependencePart
{
    public static Markup Write(EvaluationReport report) => Markup.If(!report.Dependences.IsEmpty || !report.PairDependences.IsEmpty, () => Markup.Of(
        $"""
        <section id="dependence-part">
        <h2>How the probability follows a column</h2>
        <p class="lead">The mean probability with a column set to one value after another in all rows, all else left as it is: also where no row of its kind exists.</p>
        <div class="two">
        {Markup.Join(report.Dependences.Index(), one => Single(report, one.Item, one.Index))}{Markup.Join(report.PairDependences.Index(), one => Pair(one.Item, one.Index))}
        </div>
        </section>
        """));

    private static Markup Single(EvaluationReport report, PartialDependence dependence, int index)
    {
        ImmutableArray<double> values = report.Explanation?.Columns.FirstOrDefault(column => column.Column == dependence.Column)?.Values ?? [];
        Markup picture = DependencePicture.Draw(FormattableString.Invariant($"dependence-{index}"), dependence, values, report.Summary.Threshold);
        return Markup.Of(
            $"""
            <figure>{picture}<figcaption>{Caption(dependence, hasFoot: !values.IsEmpty, DependencePicture.Reaches(dependence, report.Summary.Threshold))}</figcaption>
            {NumbersTable.Of([dependence.Column, "mean probability"], DependencePicture.Shown(dependence).Select(point => (string[])[dependence.Points[point].Label, FigureText.Share(dependence.Points[point].Mean)]))}</figure>

            """);
    }

    private static string Caption(PartialDependence dependence, bool hasFoot, bool hasThreshold)
    {
        bool isCategory = dependence.Kind == FeatureKind.Categorical;
        int curves = Math.Min(dependence.Curves.Length, DependencePicture.MostCurves);
        string single = curves == 0 ? "" : $"; {(isCategory ? "small" : "thin")}: {FigureText.Count(curves, "single row", "single rows")}";
        string classes = isCategory && dependence.Points.Length > DependencePicture.MostClasses ? $" The {DependencePicture.MostClasses} of {FigureText.Count(dependence.Points.Length)} classes with the greatest mean." : "";
        string foot = hasFoot && !isCategory ? " At the foot: how the values are spread (root scale)." : "";
        return $"{dependence.Column}: mean of {FigureText.Count(dependence.RowCount, "row", "rows")}{single}{(hasThreshold ? "; dashed: the threshold" : "")}.{classes}{foot}";
    }

    private static Markup Pair(PairDependence pair, int index)
    {
        int[] across = [.. PairPicture.Indexes(pair.First.Points.Length)], up = [.. PairPicture.Indexes(pair.Second.Points.Length)];
        string thinned = across.Length < pair.First.Points.Length || up.Length < pair.Second.Points.Length ? $" Of more than {PairPicture.MostValues} values those at even steps." : "";
        return Markup.Of(
            $"""
            <figure>{PairPicture.Draw(FormattableString.Invariant($"pair-{index}"), pair)}<figcaption>{pair.First.Column} across, {pair.Second.Column} up: mean of {FigureText.Count(pair.First.RowCount, "row", "rows")}, the fuller the more probable.{thinned}</figcaption>
            {NumbersTable.Of([$"{pair.Second.Column} / {pair.First.Column}", .. across.Select(i => pair.First.Points[i].Label)], up.Select(j => (string[])[pair.Second.Points[j].Label, .. across.Select(i => FigureText.Share(pair.Means[i][j]))]))}</figure>

            """);
    }
}
