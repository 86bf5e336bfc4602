using Anomaly.Detection.Auditing;

namespace Anomaly.Detection.Reporting;

/// <summary>An example of a finding as a line: which rows, and what is to be seen there.</summary>
internal static class ExampleText
{
    public static string Of(AuditExample example)
    {
        string rows = (example.TestRow, example.TrainingRow) switch
        {
            ({ } test, { } training) => $"test row {FigureText.Count(test)}, training row {FigureText.Count(training)}: ",
            ({ } test, null) => $"test row {FigureText.Count(test)}: ",
            (null, { } training) => $"training row {FigureText.Count(training)}: ",
            _ => "",
        };
        return rows + example.Text;
    }
}
