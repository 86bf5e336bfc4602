using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Takes the baseline of a training table: what its normal rows hold, column by column.</summary>
internal static class TrainingBaseline
{
    /// <summary>The baseline of a table.</summary>
    /// <param name="table">The rows; the table that the encoder was fitted on.</param>
    /// <param name="encoder">Tells classes, and which columns feed features.</param>
    /// <param name="useLabels">Whether labels are looked at: where one row is normal, only normal rows count.</param>
    /// <param name="cancellationToken">Stops between one column and the next.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TableBaseline Of(Table table, FeatureEncoder encoder, bool useLabels, CancellationToken cancellationToken)
    {
        bool isOfNormalRows = useLabels && table.IsLabelled && table.AnomalyCount < table.RowCount;
        int[] rows = isOfNormalRows ? NormalRows(table) : [.. Enumerable.Range(0, table.RowCount)];
        TableCells cells = encoder.CellsOf(table);
        bool[] isFed = FedColumns(encoder);
        double[] picked = new double[rows.Length];
        var columns = ImmutableArray.CreateBuilder<ColumnBaseline?>(isFed.Length);
        for (int column = 0; column < isFed.Length; column++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isFed[column]) Pick(cells.Column(column), rows, picked);
            columns.Add(!isFed[column] ? null : encoder.Schema[column].Kind switch
            {
                FeatureKind.Numeric => NumericBaseline.Of(picked),
                FeatureKind.Timestamp => TimestampBaseline.Of(picked),
                _ => CategoricalBaseline.Of(picked, encoder.ClassesOf(column)!.ClassCount, CountMissing(table.Categorical(column), rows)),
            });
        }

        return new TableBaseline(columns.MoveToImmutable(), rows.Length, isOfNormalRows);
    }

    private static bool[] FedColumns(FeatureEncoder encoder)
    {
        bool[] isFed = new bool[encoder.Schema.Count];
        foreach (EncodedFeature feature in encoder.Features)
        {
            isFed[feature.Source] = true;
            if (feature.HasTwoSources) isFed[feature.SecondSource] = true;
        }

        return isFed;
    }

    private static int[] NormalRows(Table table)
    {
        int[] rows = new int[table.RowCount - table.AnomalyCount];
        ReadOnlySpan<bool> isAnomaly = table.IsAnomaly;
        int count = 0;
        for (int row = 0; row < isAnomaly.Length; row++)
        {
            if (!isAnomaly[row]) rows[count++] = row;
        }

        return rows;
    }

    private static void Pick(ReadOnlySpan<double> cells, int[] rows, double[] picked)
    {
        for (int i = 0; i < rows.Length; i++) picked[i] = cells[rows[i]];
    }

    private static int CountMissing(ReadOnlySpan<string?> texts, int[] rows)
    {
        int count = 0;
        foreach (int row in rows)
        {
            if (texts[row] is null) count++;
        }

        return count;
    }
}
