using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tests;

public sealed class ProbeForestTests
{
    private static readonly Table Sessions = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 400, AnomalyRate = 0.3 }).Draw();

    [Fact]
    public void Create_AnyNumberOfThreads_AuditsTheSame()
    {
        AuditReport one = TableAudit.Run(Sessions, options: new AuditOptions { Model = ProbeForest.Create(maxThreads: 1) });
        AuditReport all = TableAudit.Run(Sessions, options: new AuditOptions { Model = ProbeForest.Create() });

        all.ToString().Should().Be(one.ToString());
        one.NotChecked.Should().NotContain(reason => reason.Contains("no model was handed in"));
    }

    [Fact]
    public void Create_Identifiers_AreNotLearnedFrom()
    {
        // The name alone tells the label; nothing else does.
        Table named = AuditedTable(FeatureKind.Identifier), known = AuditedTable(FeatureKind.Numeric);

        AreaOf(named).Should().BeLessThan(0.7);
        AreaOf(known).Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void Create_NoThread_IsRefused() =>
        FluentActions.Invoking(() => ProbeForest.Create(maxThreads: 0)).Should().Throw<OptionsException>().Which.OptionName.Should().Be("MaxThreads");

    private static Table AuditedTable(FeatureKind kindOfName)
    {
        var random = new RandomStream(7);
        double[] noise = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];
        bool[] labels = [.. Enumerable.Range(0, 300).Select(row => row >= 200)];
        var builder = new TableBuilder(new FeatureSchema([new FeatureColumn("name", FeatureKind.Numeric), new FeatureColumn("noise", FeatureKind.Numeric)]));
        for (int row = 0; row < labels.Length; row++)
        {
            builder.Add(0, row);
            builder.Add(1, noise[row]);
            builder.EndRow(labels[row]);
        }

        return builder.Build().WithKind("name", kindOfName);
    }

    private static double AreaOf(Table table)
    {
        double[] scores = new double[table.RowCount];
        ProbeForest.Create().ScoreUnseen(table, scores, CancellationToken.None);
        return Metrics.RocAuc(scores, table.IsAnomaly);
    }
}
