using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Explains all rows of a table, in blocks that several threads share.</summary>
/// <param name="encoder">Reads and encodes rows.</param>
/// <param name="explainer">Explains rows.</param>
/// <param name="maxThreads">Most threads; null for as many as there are processors.</param>
internal sealed class TableExplainer(FeatureEncoder encoder, RowExplainer explainer, int? maxThreads)
{
    // Some hundredths of a second, or some seconds against a large background.
    private const int BlockRows = 32;

    /// <summary>Explains rows that are scored already.</summary>
    /// <param name="table">The rows, all of which can be encoded.</param>
    /// <param name="predictions">What is predicted for them.</param>
    /// <param name="mostReasons">How many reasons a row.</param>
    /// <param name="progress">Told after each block, in order, how many rows are explained.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PredictionExplanation[] Describe(Table table, AnomalyPrediction[] predictions, int mostReasons, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var explanations = new PredictionExplanation[predictions.Length];
        Run(table, (row, cells, features) =>
        {
            FeatureValue Given(string name) => table.Schema.IndexOf(name) is >= 0 and int column ? table.Value(row, column) : FeatureValue.Missing;
            explanations[row] = explainer.Describe(cells, features, predictions[row], Given, mostReasons);
        }, progress, cancellationToken);
        return explanations;
    }

    /// <summary>What the columns did to all rows.</summary>
    /// <inheritdoc cref="Describe"/>
    public GlobalExplanation Summarise(Table table, AnomalyPrediction[] predictions, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int[] columns = explainer.Columns.ToArray();
        double[][] values = [.. columns.Select(_ => new double[predictions.Length])];
        double[][] amounts = [.. columns.Select(_ => new double[predictions.Length])];
        Run(table, (row, cells, features) =>
        {
            double[] ofColumns = new double[cells.Length];
            explainer.ToColumns(features, predictions[row], ofColumns);
            for (int i = 0; i < columns.Length; i++) (values[i][row], amounts[i][row]) = (cells[columns[i]], ofColumns[columns[i]]);
        }, progress, cancellationToken);
        ColumnEffect[] effects = [.. columns.Select((column, i) => EffectOf(column, values[i], amounts[i]))];
        return new GlobalExplanation
        {
            Scale = explainer.Unit,
            BaseValue = explainer.BaseValue,
            RowCount = predictions.Length,
            Columns = [.. effects.OrderByDescending(effect => effect.MeanAbsolute)],
        };
    }

    private ColumnEffect EffectOf(int column, double[] values, double[] amounts)
    {
        double sum = 0;
        foreach (double amount in amounts) sum += Math.Abs(amount);
        return new ColumnEffect
        {
            Column = encoder.Schema[column].Name,
            Kind = encoder.Schema[column].Kind,
            MeanAbsolute = sum / amounts.Length,
            Values = [.. values],
            Amounts = [.. amounts],
            Classes = encoder.ClassesOf(column) is { } labels ? [.. labels.Classes] : [],
        };
    }

    private void Run(Table table, RowAction onRow, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int blockCount = (table.RowCount + BlockRows - 1) / BlockRows;
        if (blockCount == 0)
        {
            progress?.Report(0);
            return;
        }

        TableCells source = encoder.CellsOf(table);
        var done = new InOrder<int>((_, rowsDone) => progress?.Report(rowsDone));
        Crew.Run(blockCount, maxThreads ?? Environment.ProcessorCount, _ => Hire(), cancellationToken);

        Action<int> Hire()
        {
            double[] cells = new double[BlockRows * encoder.CellCount];
            float[] rows = new float[BlockRows * encoder.FeatureCount];
            double[] features = new double[rows.Length];
            return block =>
            {
                int first = block * BlockRows, count = Math.Min(BlockRows, table.RowCount - first);
                for (int i = 0; i < count; i++)
                {
                    source.ReadRow(first + i, Slice(cells, i, encoder.CellCount));
                    encoder.EncodeCells(Slice(cells, i, encoder.CellCount), rows.AsSpan(i * encoder.FeatureCount, encoder.FeatureCount));
                }

                explainer.Explain(rows.AsSpan(0, count * encoder.FeatureCount), features.AsSpan(0, count * encoder.FeatureCount));
                for (int i = 0; i < count; i++) onRow(first + i, Slice(cells, i, encoder.CellCount), Slice(features, i, encoder.FeatureCount));
                done.Pass(block, first + count);
            };
        }
    }

    private static Span<double> Slice(double[] values, int row, int width) => values.AsSpan(row * width, width);

    /// <summary>Is handed what each feature did to a row; both spans are overwritten afterwards.</summary>
    private delegate void RowAction(int row, ReadOnlySpan<double> cells, ReadOnlySpan<double> features);
}
