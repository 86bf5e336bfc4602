using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tests.Auditing;

/// <summary>Faults planted in twenty generated tables: all are found, and no others.</summary>
public sealed class PlantedFaultsTests
{
    [Theory]
    [InlineData(1, 1500, "")]
    [InlineData(2, 3000, "")]
    [InlineData(3, 2000, "time")]
    [InlineData(4, 1500, "copies")]
    [InlineData(5, 2000, "constant,relabelled")]
    [InlineData(6, 1500, "copies,relabelled,users")]
    [InlineData(7, 2000, "counter,rounded")]
    [InlineData(8, 3000, "golden number,one column")]
    [InlineData(9, 1500, "names,rounded,one column,duplicates")]
    [InlineData(10, 2000, "label errors,users,time")]
    [InlineData(11, 3000, "label errors,shift,few anomalies")]
    [InlineData(12, 1500, "labels by lot,conflicts")]
    [InlineData(13, 2000, "shift,golden text,copies")]
    [InlineData(14, 1500, "few anomalies,constant,counter,time")]
    [InlineData(15, 2000, "conflicts,duplicates,relabelled,one column")]
    [InlineData(16, 3000, "golden number,shift,constant,names,users,time")]
    public void Run_TableWithPlantedFaults_FindsTheseAndNoOthers(ulong seed, int rows, string faults)
    {
        string[] planted = faults.Split(',', StringSplitOptions.RemoveEmptyEntries);
        TableDraft training = AuditTables.Draw(rows, rows / 5, seed, part: 0);
        TableDraft test = AuditTables.Draw(rows / 2, planted.Contains("few anomalies") ? 12 : rows / 10, seed, part: 1);

        Check(training, test, AuditTables.User, AuditTables.Time, AuditTables.Model, seed, planted);
    }

    [Theory]
    [InlineData(17, 5000, "")]
    [InlineData(18, 5000, "counter,constant,copies")]
    [InlineData(19, 2000, "golden text,one column,relabelled")]
    [InlineData(20, 2000, "names,users,duplicates,conflicts,time")]
    public void Run_SessionsWithPlantedFaults_FindsTheseAndNoOthers(ulong seed, int rows, string faults)
    {
        var options = new SessionSimulatorOptions { SessionCount = rows, AnomalyRate = 0.1, Seed = seed, Days = 30 };
        var training = new TableDraft(new SessionSimulator(options).Draw());
        var test = new TableDraft(new SessionSimulator(options with { Population = 1, FirstDay = options.FirstDay.AddDays(30) }).Draw());

        Check(training, test, "user_id", "transaction_date", model: null, seed, faults.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Check(TableDraft training, TableDraft test, string user, string time, AuditModel? model, ulong seed, string[] faults)
    {
        var plant = new Plant(training, test, user, time, seed);

        // Users are declared identifiers, which is noted in any case.
        AuditCheck[] expected = [.. faults.Select(plant.Add).Append(AuditCheck.IdentifierColumn).Distinct().Order()];
        bool hasCopies = faults.Any(fault => fault is "copies" or "relabelled" or "rounded" or "one column");
        Table trainingTable = training.ToTable(), testTable = test.ToTable();

        AuditReport report = TableAudit.Run(trainingTable, testTable, new AuditOptions { Model = model, TimeColumn = hasCopies ? null : time, Seed = seed });

        report.Findings.Select(finding => finding.Check).Distinct().Order().Should().Equal(expected, report.ToString());
        report.Findings.Should().OnlyContain(finding => finding.Summary.EndsWith('.') && finding.Advice.EndsWith('.') && finding.Count > 0);
    }
}
