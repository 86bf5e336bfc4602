using System.Globalization;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;
using static Anomaly.Detection.Tests.Reporting.ComparisonSamples;

namespace Anomaly.Detection.Tests.Reporting;

public class ComparisonCsvTests
{
    [Fact]
    public void ToCsv_OneRow_HasTheseColumnsAndCells()
    {
        string csv = new ComparisonReport([Row("forest", "june", 0.75)]).ToCsv();

        csv.Should().Be(
            "model_name,test_set,accuracy,precision,recall,f1,auc,average_precision,tn,fp,fn,tp,fit_seconds,score_seconds,source,test_rows_in_training,threshold,"
            + "accuracy_low,accuracy_high,precision_low,precision_high,recall_low,recall_high,f1_low,f1_high,auc_low,auc_high,average_precision_low,average_precision_high\r\n"
            + "forest,june,0.75,0.75,0.75,0.75,0.75,0.75,1100,40,10,50,12.25,0.125,HeldOut,0,0.4375,0.7,0.8,0.7,0.8,0.7,0.8,0.7,0.8,0.7,0.8,0.7,0.8\r\n");
    }

    [Fact]
    public void ToCsv_UndefinedFigure_IsAnEmptyCell() => CellsOf(Row("a", "t", double.NaN)).Should().StartWith(["a", "t", "", "", "", "", "", "", "1100"]).And.HaveCount(29);

    [Fact]
    public void ToCsv_Figures_AreReadBackAsTheSameDoubles()
    {
        const double Third = 1.0 / 3;

        double.Parse(CellsOf(Row("a", "t", Third))[4], CultureInfo.InvariantCulture).Should().Be(Third);
    }

    [Theory]
    [InlineData("plain name", "plain name")]
    [InlineData("depth=5, trees=100", "\"depth=5, trees=100\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" padded ", "\" padded \"")]
    [InlineData("=cmd()", "\"'=cmd()\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("'x", "\"''x\"")]
    public void ToCsv_Names_AreQuotedAndGuarded(string name, string cell)
    {
        string line = new ComparisonReport([Row(name, "t", 0.5)]).ToCsv().Split("\r\n")[1];

        line.Should().StartWith(cell + ",t,0.5,");
    }

    [Fact]
    public void ToCsv_OtherCulture_IsTheSame()
    {
        string expected = TwoByTwo.ToCsv();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // Made by hand: the machine may have no culture data.
            CultureInfo german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = german;
            (0.5).ToString(german).Should().Be("0,5");
            TwoByTwo.ToCsv().Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void WriteCsv_Writer_GetsTheSameTextAndStaysOpen()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);

        TwoByTwo.WriteCsv(writer);
        writer.Write("more");

        writer.ToString().Should().Be(TwoByTwo.ToCsv() + "more");
    }

    [Fact]
    public void ToCsv_TrainingRows_SaySo() => CellsOf(Row("a", "t", 0.5, ScoreSource.Training))[14..16].Should().Equal("Training", "1200");

    private static string[] CellsOf(ComparisonRow row) => new ComparisonReport([row]).ToCsv().Split("\r\n")[1].Split(',');
}
