using System.Text;
using System.Text.Json;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>The threshold explorer with the curves it moves on. Without scripts it shows the policy's threshold.</summary>
internal static class ExplorerPart
{
    public static Markup Write(EvaluationReport report)
    {
        ThresholdTable thresholds = report.Thresholds;
        ThresholdRow policy = thresholds.Rows[thresholds.PolicyRow];
        return Markup.Of(
            $"""
            <section id="explorer"{Flattered(report)}>
            <h2>What each threshold does</h2>
            {Caution(report)}
            <p class="lead">Rows with a probability at or above the threshold are flagged. A threshold that is picked by looking at these rows flatters on these rows: judge it on others.</p>
            <div class="two">
            <div class="panel">
            {Controls(thresholds, policy)}
            {Readouts(report, policy)}
            {Costs(report)}
            {Confusion(policy.Confusion)}
            </div>
            <figure>{HistogramPicture.Draw(report.Histogram, policy.Threshold)}<figcaption>Probabilities by class. The line is the threshold.</figcaption></figure>
            </div>
            <div class="two">
            <figure>{RocPicture.Draw(report.Roc, policy)}<figcaption>ROC curve, area {FigureText.Share(report.Roc.Area)}; dashed: a random ranking.</figcaption></figure>
            <figure>{PrecisionRecallPicture.Draw(report.PrecisionRecall, policy)}<figcaption>Precision–recall curve, average precision {FigureText.Share(report.PrecisionRecall.AveragePrecision)}; dashed: a random ranking.</figcaption></figure>
            </div>
            <script type="application/json" id="explorer-data">{Data(report)}</script>
            </section>
            """);
    }

    /// <summary>Marks a section whose pictures are of figures that are no performance.</summary>
    public static Markup Flattered(EvaluationReport report) => new(report.IsPerformance ? "" : " class=\"flattered-pictures\"");

    /// <summary>Says so in words.</summary>
    public static Markup Caution(EvaluationReport report) =>
        Markup.If(!report.IsPerformance, () => Markup.Of($"""<p class="caution"><span class="chip severe">{ReportHeadline.WhatElse(report)}</span></p>"""));

    // The slider rises to the right, the table falls: the script turns it round.
    private static Markup Controls(ThresholdTable thresholds, ThresholdRow policy)
    {
        int last = thresholds.Rows.Length - 1;
        return Markup.Of(
            $"""
            <p class="threshold"><span>threshold</span> <output id="threshold" for="slider">{FigureText.Threshold(policy.Threshold)}</output></p>
            <div class="script-only">
            <input type="range" id="slider" min="0" max="{last}" step="1" value="{last - thresholds.PolicyRow}" aria-label="Threshold">
            <div class="slider-ends"><span>flags more</span><span>flags fewer</span></div>
            <div class="buttons"><button type="button" id="to-policy">Policy’s threshold</button> <button type="button" id="to-cheapest">Cheapest on these rows</button></div>
            </div>
            """);
    }

    private static Markup Readouts(EvaluationReport report, ThresholdRow policy) => Markup.Of(
        $"""
        <dl class="readouts" aria-live="polite">
        <div><dt>precision</dt><dd id="precision">{FigureText.Share(policy.Confusion.Precision)}</dd></div>
        <div><dt>recall</dt><dd id="recall">{FigureText.Share(policy.Confusion.Recall)}</dd></div>
        <div><dt>cost</dt><dd id="cost">{FigureText.Amount(policy.Cost(report.FalseAlarmCost, report.MissCost))}</dd></div>
        <div><dt>alerts</dt><dd id="alerts">{FigureText.Count(policy.Confusion.FlaggedCount)}</dd></div>
        <div><dt>per 1,000 rows</dt><dd id="per-thousand">{FigureText.OneDecimal(policy.AlertsPerThousand)}</dd></div>
        </dl>
        """);

    private static Markup Costs(EvaluationReport report) => Markup.Of(
        $"""
        <div class="costs">
        <label>price of a false alarm <input type="number" id="false-alarm-cost" min="0" step="any" value="{FigureText.Plain(report.FalseAlarmCost)}"></label>
        <label>price of a miss <input type="number" id="miss-cost" min="0" step="any" value="{FigureText.Plain(report.MissCost)}"></label>
        </div>
        """);

    private static Markup Confusion(ConfusionMatrix confusion) => Markup.Of(
        $"""
        <table class="confusion">
        <caption>Confusion matrix</caption>
        <thead><tr><th></th><th scope="col">not flagged</th><th scope="col">flagged</th></tr></thead>
        <tbody>
        <tr><th scope="row">normal</th><td id="tn">{FigureText.Count(confusion.TrueNegatives)}</td><td id="fp" class="wrong">{FigureText.Count(confusion.FalsePositives)}</td></tr>
        <tr><th scope="row">anomaly</th><td id="fn" class="wrong">{FigureText.Count(confusion.FalseNegatives)}</td><td id="tp">{FigureText.Count(confusion.TruePositives)}</td></tr>
        </tbody>
        </table>
        """);

    // The writer's usual encoder spells < as \u003C, so no text can close the element.
    private static Markup Data(EvaluationReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            ConfusionMatrix all = report.Thresholds.Rows[0].Confusion;
            json.WriteStartObject();
            json.WriteNumber("normals", all.NormalCount);
            json.WriteNumber("anomalies", all.AnomalyCount);
            json.WriteNumber("policyRow", report.Thresholds.PolicyRow);
            JsonParts.Array(json, "thresholds", report.Thresholds.Rows, static (json, row) => json.WriteNumberValue(row.Threshold));
            JsonParts.Array(json, "truePositives", report.Thresholds.Rows, static (json, row) => json.WriteNumberValue(row.Confusion.TruePositives));
            JsonParts.Array(json, "falsePositives", report.Thresholds.Rows, static (json, row) => json.WriteNumberValue(row.Confusion.FalsePositives));
            json.WriteEndObject();
        }

        return new Markup(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }
}
