using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class EvaluationCsvTests
{
    [Fact]
    public void WriteCsv_Report_HasALinePerEvaluationAndFigure()
    {
        string[] lines = Write(ReportSamples.Memorised).Split("\r\n");

        lines[0].Should().Be("evaluation,figure,value,low,high,confidence,baseline,source,is_performance,rows,anomalies,threshold");
        lines.Should().HaveCount(1 + (2 * 11) + 1, "the evaluation without figures has no line, and the last line ends");
        lines[1].Should().MatchRegex(@"^Behaviour test set,roc_auc,0\.80\d+,0\.7\d+,0\.8\d+,0\.95,0\.5,HeldOut,false,5000,1800,0\.36$");
        lines[12].Should().MatchRegex(@"^out of bag,roc_auc,0\.49\d+,.*,OutOfBag,true,5000,1800,0\.36$");
    }

    [Fact]
    public void WriteCsv_UndefinedFigure_IsAnEmptyCell()
    {
        EvaluationReport report = ReportSamples.Healthy;
        report = report with { Summary = report.Summary with { Intervals = report.Summary.Intervals with { Precision = new(double.NaN, double.NaN, double.NaN) } } };

        Write(report).Should().Contain("\r\nSessions of June,precision,,,,,0.03,HeldOut,true,");
    }

    [Fact]
    public void WriteCsv_TextLikeAFormula_IsGuarded() =>
        Write(ReportSamples.Healthy with { Title = "=SUM(A1), \"x\"" }).Should().Contain("\r\n\"'=SUM(A1), \"\"x\"\"\",roc_auc,");

    private static string Write(EvaluationReport report)
    {
        using var writer = new StringWriter();
        report.WriteCsv(writer);
        return writer.ToString();
    }
}
