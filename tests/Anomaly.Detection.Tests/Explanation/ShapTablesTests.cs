using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Explanation;

/// <summary>Base value and contributions add up to the score on every public table, for forests of depth 10, unlimited ones and isolation forests, with covers and with a background.</summary>
public sealed class ShapTablesTests
{
    private const double Tolerance = 1e-9;
    private const int RowCount = 400;
    private const int BackgroundRows = 5;

    public static TheoryData<string> Tables => Inference.MeasuredTablesTests.Tables;

    [SharedDataTheory]
    [MemberData(nameof(Tables))]
    public void Explain_RowsOfATable_AddUpToTheScore(string name)
    {
        PublicTable table = PublicTable.Load(Path.Combine(SharedData.Folder, "public"), name);
        int step = Math.Max(1, table.Features.RowCount / RowCount);
        FeatureMatrix rows = table.Features.Select([.. Enumerable.Range(0, table.Features.RowCount / step).Select(row => row * step)]);
        FeatureMatrix background = rows.Select([.. Enumerable.Range(0, BackgroundRows).Select(row => row * 7)]);
        foreach (int? depth in new int?[] { 10, null })
        {
            var options = new RandomForestOptions { TreeCount = 20, MaxDepth = depth, OutOfBag = false };
            Check(new RandomForestTrainer(options).Train(table.Features, table.IsAnomaly).Model, rows, background);
        }

        Check(new IsolationForestTrainer(new IsolationForestOptions { ScoreTrainingRows = false }).Train(table.Features).Model, rows, background);
    }

    private static void Check(IAnomalyModel model, FeatureMatrix rows, FeatureMatrix background)
    {
        foreach (ShapOptions options in new[] { new ShapOptions(), new ShapOptions { Background = background } })
        {
            var explainer = ShapExplainer.Compile(model, options);
            double[] contributions = explainer.Explain(rows);
            float[] row = new float[rows.FeatureCount];
            double worst = 0;
            for (int i = 0; i < rows.RowCount; i++)
            {
                rows.CopyRow(i, row);
                double sum = explainer.BaseValue;
                foreach (double contribution in contributions.AsSpan(i * row.Length, row.Length)) sum += contribution;
                worst = Math.Max(worst, Math.Abs(sum - explainer.SumOf(model.Score(row))));
            }

            worst.Should().BeLessThan(Tolerance, "{0}, background {1}", model.GetType().Name, options.Background is not null);
        }
    }
}
