using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.House;

/// <summary>
/// The examples of the README, compiled and run. Between <c>// example: Name</c> and <c>// end of example</c> stands, line by line, what the
/// README shows under <c>&lt;!-- example: Name --&gt;</c>; parts of one name are joined by an empty line. The README's using lines stand at the
/// head of this file.
/// </summary>
[Collection(nameof(Console))]
public sealed class ReadmeExamples
{
    [Fact]
    public void Quickstart_Run_PrintsWhatTheTableHolds()
    {
        using var console = new CapturedConsole();

        // example: Quickstart
        Session[] sessions = [new("mobile", 5, IsFraud: false), new("desktop", 900, IsFraud: true)];
        RecordBinder<Session> binder = new RecordBinder<Session>()
            .Map("device", session => session.Device)
            .Map("clicks", session => session.Clicks)
            .MapLabel(session => session.IsFraud);

        Table table = Table.FromRecords(sessions, binder);
        Console.WriteLine($"{table.RowCount} sessions, {table.AnomalyCount} of them anomalous");
        // end of example

        console.Text.Should().Be($"2 sessions, 1 of them anomalous{Environment.NewLine}");
    }

#pragma warning disable IDE0040 // Without an accessibility modifier, as the README shows it.
    // example: Quickstart
    sealed record Session(string Device, double Clicks, bool IsFraud);
    // end of example
#pragma warning restore IDE0040
}
