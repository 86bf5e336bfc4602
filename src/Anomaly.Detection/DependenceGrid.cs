using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>The values that a column is set to, one after the other. Immutable.</summary>
/// <param name="Column">Index of the column.</param>
/// <param name="Definition">The column.</param>
/// <param name="Values">Cells of it: classes all, of numbers and timestamps quantiles, ascending, each once. One NaN where there is nothing else.</param>
/// <param name="Labels">Per value its text.</param>
internal sealed record DependenceGrid(int Column, FeatureColumn Definition, ImmutableArray<double> Values, ImmutableArray<string> Labels)
{
    /// <exception cref="ArgumentException">There is no such column, or it feeds nothing.</exception>
    /// <exception cref="RecordFormatException">A value is not what the column expects; column and row are named.</exception>
    public static DependenceGrid Of(FeatureEncoder encoder, TableCells cells, string name, int mostPoints)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        int column = encoder.Schema.RequiredIndexOf(name);
        FeatureColumn definition = encoder.Schema[column];
        if (!encoder.Features.Any(feature => ColumnCuts.IsOf(feature, column))) throw new ArgumentException($"Column {RecordFormatException.Quote(name)} ({definition.Kind}) feeds nothing into the model, so nothing depends on it.", nameof(name));
        LabelEncoder? classes = encoder.ClassesOf(column);
        double[] values = classes is null ? Quantiles(cells.Column(column), mostPoints) : [.. Enumerable.Range(0, classes.ClassCount).Select(code => (double)code)];
        if (values.Length == 0) values = [double.NaN];
        return new DependenceGrid(column, definition, [.. values], [.. values.Select(value => LabelOf(value, definition.Kind, classes))]);
    }

    private static string LabelOf(double value, FeatureKind kind, LabelEncoder? classes) =>
        double.IsNaN(value) ? "missing"
        : classes is not null ? classes.Classes[(int)value]
        : kind == FeatureKind.Timestamp ? TimestampText.Format(value)
        : NumberText.Format(value);

    // Every value where they are few; else those at even ranks, ends among them, so that points lie where rows do.
    private static double[] Quantiles(ReadOnlySpan<double> column, int most)
    {
        var present = new List<double>(column.Length);
        foreach (double value in column)
        {
            // Adding zero gives −0 and 0 one form.
            if (!double.IsNaN(value)) present.Add(value + 0.0);
        }

        present.Sort();
        double[] distinct = [.. present.Distinct()];
        return distinct.Length <= most ? distinct : [.. Enumerable.Range(0, most).Select(point => present[(int)((long)point * (present.Count - 1) / (most - 1))]).Distinct()];
    }
}
