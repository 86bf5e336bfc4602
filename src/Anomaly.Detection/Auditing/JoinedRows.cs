using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Rows of training and test in one table, labelled true where they are of the test.</summary>
/// <param name="Table">The rows, with the columns by which they are to be told apart.</param>
/// <param name="Columns">These columns in the training table.</param>
internal sealed record JoinedRows(Table Table, int[] Columns)
{
    private const ulong Stream = 1UL << 32;

    /// <summary>Different rows, of each entity at most one, at most as many as the model may be given.</summary>
    public static JoinedRows Of(AuditContext context)
    {
        FeatureSchema schema = context.TrainingTable.Schema;
        int[] columns =
        [
            .. context.Columns.Where(column => !context.IsIdentifier(column) && column != context.Entity
                && schema[column].Kind != FeatureKind.Timestamp && schema[column].Name != context.Options.TimeColumn
                && context.TestTable!.Schema.IndexOf(schema[column].Name) >= 0),
        ];
        int[] rows = SameMix(context, Different(context));
        bool[] isTest = [.. rows.Select(row => row >= context.Pool.TrainingCount)];
        int[] sample = StratifiedSample.Draw(isTest, context.Options.Model!.RowLimit, new RandomStream(context.Options.Seed, Stream));
        rows = [.. sample.Select(i => rows[i])];
        Array[] cells = [.. columns.Select(column => CellsOf(context, column, rows))];
        return new JoinedRows(new Table(new FeatureSchema(columns.Select(column => schema[column])), cells, [.. sample.Select(i => isTest[i])], rows.Length), columns);
    }

    // Anomalies are left out of the table with the greater share of them, by lot, until the shares agree.
    private static int[] SameMix(AuditContext context, int[] rows)
    {
        if (!context.TrainingTable.IsLabelled || !context.IsTestLabelled) return rows;
        ILookup<(bool IsTest, bool IsAnomaly), int> parts = rows.ToLookup(row => (row >= context.Pool.TrainingCount, context.IsAnomaly(row)));
        int trainingNormals = parts[(false, false)].Count(), testNormals = parts[(true, false)].Count();
        if (trainingNormals == 0 || testNormals == 0) return rows;
        double odds = Math.Min((double)parts[(false, true)].Count() / trainingNormals, (double)parts[(true, true)].Count() / testNormals);
        var random = new RandomStream(context.Options.Seed, Stream + 2);
        int[] training = Few([.. parts[(false, true)]], odds * trainingNormals, ref random);
        int[] test = Few([.. parts[(true, true)]], odds * testNormals, ref random);
        return [.. parts[(false, false)].Concat(training).Concat(parts[(true, false)]).Concat(test).Order()];
    }

    private static int[] Few(int[] rows, double count, ref RandomStream random)
    {
        random.Shuffle<int>(rows);
        return rows[..Math.Min(rows.Length, (int)Math.Round(count))];
    }

    /// <summary>How well one column alone tells test rows: a ROC-AUC.</summary>
    public double AreaOf(int column)
    {
        if (!Table.Schema[column].IsText) return ColumnAuc.OfNumbers(Table.Numeric(column), Table.IsAnomaly);
        RowPool texts = RowPool.Of(new Table(new FeatureSchema(Table.Schema[column]), [Table.Categorical(column).ToArray()], [], Table.RowCount), null, 1, CancellationToken.None);
        return ColumnAuc.OfTexts(texts.Keys(0), Table.IsAnomaly, texts.TextCount(0));
    }

    // In random order where an entity has several rows, so that the one taken is not always its first.
    private static int[] Different(AuditContext context)
    {
        int[] order = [.. Enumerable.Range(0, context.Pool.RowCount)];
        if (context.Entity >= 0) new RandomStream(context.Options.Seed, Stream + 1).Shuffle<int>(order);
        var groups = (Training: new HashSet<int>(), Test: new HashSet<int>());
        var entities = (Training: new HashSet<ulong>(), Test: new HashSet<ulong>());
        var rows = new List<int>();
        foreach (int row in order)
        {
            bool isTest = row >= context.Pool.TrainingCount;
            ulong entity = context.Entity < 0 ? RowPool.Missing : context.Pool.Keys(context.Entity)[row];
            if (entity != RowPool.Missing && !(isTest ? entities.Test : entities.Training).Add(entity)) continue;
            if (context.Pool.IsReadable(row) && (isTest ? groups.Test : groups.Training).Add(context.Equal.FirstOf[row])) rows.Add(row);
        }

        rows.Sort();
        return [.. rows];
    }

    private static Array CellsOf(AuditContext context, int column, int[] rows)
    {
        if (!context.TrainingTable.Schema[column].IsText) return rows.Select(row => RowPool.NumberOf(context.Pool.Keys(column)[row])).ToArray();
        int place = context.TestTable!.Schema.IndexOf(context.TrainingTable.Schema[column].Name);
        return rows.Select(row => row < context.Pool.TrainingCount ? context.TrainingTable.Categorical(column)[row] : context.TestTable.Value(row - context.Pool.TrainingCount, place).Text).ToArray();
    }
}
