namespace Anomaly.Detection.Reporting;

/// <summary>The parts of the page that a report may lack: reliability, importances, notes.</summary>
internal static class DetailParts
{
    private const int MostImportances = 20;

    public static Markup Reliability(EvaluationReport report) => report.Reliability is not { Bins.IsEmpty: false } table ? Markup.Empty : Markup.Of(
        $"""
        <section id="reliability-part"{ExplorerPart.Flattered(report)}>
        <h2>Do probabilities mean what they say?</h2>
        {ExplorerPart.Caution(report)}
        <div class="two">
        <figure>{ReliabilityPicture.Draw(table)}<figcaption>Points: bins of rows, with the Wilson interval of what was observed; dashed: promised = observed.</figcaption></figure>
        <div class="panel">
        <dl class="readouts">
        <div><dt>calibration error (ECE)</dt><dd>{FigureText.Share(table.ExpectedCalibrationError)}</dd></div>
        <div><dt>greatest of a bin (MCE)</dt><dd>{FigureText.Share(table.MaximumCalibrationError)}</dd></div>
        <div><dt>Brier score</dt><dd>{FigureText.Share(table.BrierScore)}</dd></div>
        </dl>
        <table class="sum">
        <caption>The Brier score is the sum of</caption>
        <tbody>
        {Term("reliability", "probabilities that do not mean what they say", table.Reliability)}
        {Term("− resolution", "what telling rows apart takes off", -table.Resolution)}
        {Term("uncertainty", "what lies in the rows", table.Uncertainty)}
        {Term("within bins", "differences that bins hide", table.WithinBins)}
        </tbody>
        </table>
        </div>
        </div>
        </section>
        """);

    public static Markup Importances(EvaluationReport report) => Markup.If(!report.Importances.IsEmpty, () => Markup.Of(
        $"""
        <section id="importances-part">
        <h2>What the detector leans on</h2>
        <p class="lead">Numbers: {report.ImportanceMeaning}. {More(report.Importances.Length)}</p>
        <figure>{BarPicture.Draw("importances", "Importances", [.. report.Importances.Take(MostImportances)])}</figure>
        </section>
        """));

    public static Markup Notes(EvaluationReport report) => Markup.If(!report.Notes.IsEmpty, () => Markup.Of(
        $"""
        <section id="notes">
        <h2>Notes</h2>
        <ul>{Markup.Join(report.Notes, note => Markup.Of($"<li>{note}</li>"))}</ul>
        </section>
        """));

    private static Markup Term(string name, string meaning, double value) => Markup.Of($"<tr><th scope=\"row\">{name}<small>{meaning}</small></th><td>{FigureText.Share(value)}</td></tr>");

    private static string More(int count) => count > MostImportances ? $"The first {MostImportances} of {FigureText.Count(count)}." : "";
}
