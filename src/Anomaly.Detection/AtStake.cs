using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>Reads from a column what is at stake in each row.</summary>
internal static class AtStake
{
    /// <summary>The amounts of anomalies; 0 for normal rows, of which nothing can be missed.</summary>
    /// <exception cref="ArgumentException">There is no such column, it holds no numbers, or the amount of an anomaly is missing or negative; the row is named.</exception>
    public static double[] Of(Table table, string column)
    {
        int index = table.Schema.RequiredIndexOf(column);
        if (table.Schema[index].Kind != FeatureKind.Numeric) throw new ArgumentException($"Column '{column}' is {table.Schema[index].Kind}; amounts are numbers.", nameof(table));
        ReadOnlySpan<double> numbers = table.Numeric(index);
        double[] amounts = new double[numbers.Length];
        for (int row = 0; row < amounts.Length; row++)
        {
            if (!table.IsAnomaly[row]) continue;
            amounts[row] = numbers[row] >= 0 ? numbers[row] : throw new ArgumentException(Complaint(column, row, numbers[row]), nameof(table));
        }

        return amounts;
    }

    private static string Complaint(string column, int row, double amount) => string.Create(
        CultureInfo.InvariantCulture,
        $"Column '{column}' (row {row + 1}): the amount of an anomaly is {(double.IsNaN(amount) ? "missing" : amount)}; it must be at least 0.");
}
