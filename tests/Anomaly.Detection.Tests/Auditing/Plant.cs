using Anomaly.Detection.Auditing;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Auditing;

/// <summary>Plants faults in a training and a test table. What changes labels or adds columns comes before what copies rows.</summary>
internal sealed class Plant(TableDraft training, TableDraft test, string user, string time, ulong seed)
{
    private readonly HashSet<int> _usedTestRows = [];
    private readonly HashSet<int> _usedTrainingRows = [];
    private RandomStream _random = new(seed, 99);

    /// <summary>Plants one fault.</summary>
    /// <returns>What an audit must find.</returns>
    public AuditCheck Add(string fault)
    {
        int few = Math.Max(3, test.RowCount / 40);
        switch (fault)
        {
            case "label errors": FlipLabels(training.RowCount / 50); return AuditCheck.LabelErrors;
            case "labels by lot": _random.Shuffle<bool>(training.Labels); return AuditCheck.LabelShuffle;
            case "few anomalies": return AuditCheck.TooFewAnomalies;
            case "shift": Shift(); return AuditCheck.DistributionGap;
            case "constant": AddBoth("flat", _ => 7.5); return AuditCheck.ConstantColumn;
            case "counter": AddCounter(); return AuditCheck.IdentifierColumn;
            case "names": AddNames(); return AuditCheck.IdentifierColumn;
            case "golden number": AddBoth("outcome", isAnomaly => (isAnomaly ? 10 : 0) + _random.NextDouble()); return AuditCheck.GoldenFeature;
            case "golden text": AddGoldenText(); return AuditCheck.GoldenFeature;
            case "duplicates": CopyWithin(few, sameLabel: true); return AuditCheck.DuplicateRows;
            case "conflicts": CopyWithin(3, sameLabel: false); return AuditCheck.ConflictingLabels;
            case "copies": CopyAcross(few, sameLabel: true, _ => { }); return AuditCheck.RepeatedRows;
            case "relabelled": CopyAcross(few, sameLabel: false, _ => { }); return AuditCheck.RelabelledRows;
            case "rounded": CopyAcross(few, sameLabel: true, Round); return AuditCheck.NearDuplicates;
            case "one column": CopyAcross(few, sameLabel: true, row => test.Numbers(test.NumericColumns[row % test.NumericColumns.Length])[row] = 1000 + row); return AuditCheck.NearDuplicates;
            case "users": for (int i = 0; i < few; i++) test.Texts(user)[_random.NextInt(test.RowCount)] = training.Texts(user)[_random.NextInt(training.RowCount)]; return AuditCheck.SharedEntities;
            case "time": for (int i = 0; i < few; i++) training.Numbers(time)[_random.NextInt(training.RowCount)] = test.Numbers(time).Max(); return AuditCheck.TimeOverlap;
            default: throw new ArgumentException($"No fault '{fault}'.", nameof(fault));
        }
    }

    private void FlipLabels(int count)
    {
        foreach (int row in Rows(training.RowCount).Take(count)) training.Labels[row] ^= true;
    }

    private void Shift()
    {
        foreach (int column in test.NumericColumns.Skip(1).Take(2))
        {
            double[] numbers = test.Numbers(column);
            for (int row = 0; row < numbers.Length; row++) numbers[row] += 2;
        }
    }

    private void AddBoth(string name, Func<bool, double> draw)
    {
        foreach (TableDraft table in new[] { training, test }) table.Add(name, [.. table.Labels.Select(draw)]);
    }

    private void AddCounter()
    {
        double[] numbers = [.. Rows(training.RowCount + test.RowCount).Select(row => 5_000.0 + row)];
        training.Add("number", numbers[..training.RowCount]);
        test.Add("number", numbers[training.RowCount..]);
    }

    private void AddNames()
    {
        foreach (TableDraft table in new[] { training, test }) table.Add("order", [.. Enumerable.Range(0, table.RowCount).Select(_ => $"{_random.NextUInt64():x}")]);
    }

    private void AddGoldenText()
    {
        foreach (TableDraft table in new[] { training, test }) table.Add("verdict", [.. table.Labels.Select(isAnomaly => (isAnomaly ? "blocked" : "passed") + _random.NextInt(3))]);
    }

    private void CopyWithin(int count, bool sameLabel)
    {
        int[] rows = Rows(training.RowCount);
        for (int i = 0, from = 0; i < count; i++, from++)
        {
            int to = rows.Skip(training.RowCount / 2).First(row => row >= 0 && (training.Labels[row] == training.Labels[rows[from]]) == sameLabel);
            training.CopyRow(training, rows[from], to);
            rows[Array.IndexOf(rows, to)] = -1;
        }
    }

    private void CopyAcross(int count, bool sameLabel, Action<int> change)
    {
        int[] sources = Rows(training.RowCount);
        foreach (int row in FreshTestRows(count))
        {
            int source = sources.First(source => (training.Labels[source] == test.Labels[row]) == sameLabel && !_usedTrainingRows.Contains(source));
            _usedTrainingRows.Add(source);
            test.CopyRow(training, source, row);
            change(row);
        }
    }

    private void Round(int row)
    {
        foreach (int column in test.NumericColumns)
        {
            double[] numbers = test.Numbers(column);
            if (!double.IsNaN(numbers[row])) numbers[row] = double.Parse(numbers[row].ToString("G3", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private int[] FreshTestRows(int count)
    {
        int[] rows = [.. Rows(test.RowCount).Where(row => !_usedTestRows.Contains(row)).Take(count)];
        _usedTestRows.UnionWith(rows);
        return rows;
    }

    private int[] Rows(int count)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        _random.Shuffle<int>(rows);
        return rows;
    }
}
