using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes an <see cref="EvaluationReport"/> as one page.</summary>
internal static class EvaluationHtml
{
    // Nothing may be asked of the network, whatever a text of the report might contain.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    public static void Write(EvaluationReport report, TextWriter writer) => writer.Write(Markup.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{new Markup(Policy)}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{report.Title}</title>
        <link rel="icon" href="data:,">
        <style>
        {PageResource.Style}</style>
        </head>
        <body>
        <main>
        {HeadlinePart.Write(report)}
        {FindingsPart.Write(report)}
        {FiguresPart.Write(report)}
        {ExplorerPart.Write(report)}
        {DetailParts.Reliability(report)}
        {DetailParts.Importances(report)}
        {ExplanationPart.Write(report)}
        {DependencePart.Write(report)}
        {ExplainedRowsPart.Write(report)}
        {ComparisonPart.Write(report)}
        {DetailParts.Notes(report)}
        </main>
        {Footer(report.Detector)}
        <script>
        {PageResource.Script}</script>
        </body>
        </html>

        """).Html);

    private static Markup Footer(Provenance? detector) => Markup.Of(
        $"""
        <footer>
        {(detector is null ? Markup.Of($"<p>Scores made elsewhere.</p>") : Provenance(detector))}
        <p>Written by Anomaly.Detection {Artifacts.Provenance.CurrentLibraryVersion}.</p>
        </footer>
        """);

    private static Markup Provenance(Provenance detector) => Markup.Of(
        $"""
        <p>Detector: {detector.Algorithm}, trained by Anomaly.Detection {detector.LibraryVersion}
        on {FigureText.Count(detector.RowCount, "row", "rows")} with {FigureText.Count(detector.AnomalyCount, "anomaly", "anomalies")}, seed {FigureText.Plain(detector.Seed)}.</p>
        {Markup.If(!detector.Options.IsEmpty, () => Options(detector))}
        """);

    private static Markup Options(Provenance detector) => Markup.Of(
        $"""
        <details><summary>Options of the training</summary>
        <dl class="options">{Markup.Join(detector.Options, option => Markup.Of($"<div><dt>{option.Key}</dt><dd>{option.Value}</dd></div>"))}</dl>
        </details>
        """);
}
