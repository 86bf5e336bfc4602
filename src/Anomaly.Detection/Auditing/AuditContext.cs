using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>The tables of an audit, and what several checks share, computed once.</summary>
internal sealed class AuditContext
{
    private readonly int _testOffset;
    private readonly bool[] _isIdentifier;
    private readonly Lazy<EqualRows> _equalRows;
    private readonly Lazy<Surprise> _surprise;
    private readonly Lazy<UnseenModel?> _model;

    private AuditContext(Table training, Table? test, ImmutableArray<AuditSide> sides, int testOffset, AuditOptions options, CancellationToken cancellationToken)
    {
        TrainingTable = training;
        TestTable = test;
        Sides = sides;
        Options = options;
        Threads = options.MaxThreads ?? Environment.ProcessorCount;
        _testOffset = testOffset;
        TestedRows = [.. sides.SelectMany(side => side.Test).Distinct().Order()];
        Pool = RowPool.Of(training, test, Threads, cancellationToken);
        Columns = [.. Enumerable.Range(0, training.Schema.Count).Where(column => !options.IgnoredColumns.Contains(training.Schema[column].Name))];
        _isIdentifier = new bool[training.Schema.Count];
        foreach (int column in Columns) _isIdentifier[column] = training.Schema[column].Kind == FeatureKind.Identifier || IdentifierShape.NamesRows(this, column);
        Entity = EntityColumn.Of(this);
        Compared = [.. Columns.Where(column => !_isIdentifier[column])];
        _equalRows = new(() => EqualRows.Of(Pool, Compared, Threads, cancellationToken));
        _surprise = new(() => new Surprise(Pool, Compared));
        _model = new(() => UnseenModel.Of(this, cancellationToken));
    }

    public Table TrainingTable { get; }

    /// <summary>The test table; null where there is none, also for folds of the training table.</summary>
    public Table? TestTable { get; }

    public AuditOptions Options { get; }

    public int Threads { get; }

    public RowPool Pool { get; }

    /// <summary>What is trained on against what is tested on: one pair, one a fold, or none.</summary>
    public ImmutableArray<AuditSide> Sides { get; }

    /// <summary>All rows of the pool that are tested, each once, rising.</summary>
    public int[] TestedRows { get; }

    /// <summary>Columns that are not ignored.</summary>
    public int[] Columns { get; }

    /// <summary>Columns by which rows are compared: those that describe rows, not those that name them.</summary>
    public int[] Compared { get; }

    /// <summary>The column that says whose a row is; −1 where there is none.</summary>
    public int Entity { get; }

    /// <summary>Equal rows, by <see cref="Compared"/>.</summary>
    public EqualRows Equal => _equalRows.Value;

    /// <summary>How much of a coincidence it is that rows agree.</summary>
    public Surprise Surprise => _surprise.Value;

    /// <summary>Training rows scored by a model that did not see them; null where no model was handed in, or the training table has rows of one class only.</summary>
    public UnseenModel? Model => _model.Value;

    public bool HasTest => Sides.Length > 0;

    /// <summary>Whether tested rows carry labels.</summary>
    public bool IsTestLabelled => HasTest && (TestTable ?? TrainingTable).IsLabelled;

    public int TestAnomalyCount
    {
        get
        {
            int count = 0;
            foreach (int row in TestedRows) count += IsTestLabelled && IsAnomaly(row) ? 1 : 0;
            return count;
        }
    }

    /// <summary>Two tables, or one.</summary>
    /// <exception cref="ArgumentException">The tables have no column in common, or the options name a column that is not there.</exception>
    public static AuditContext Of(Table training, Table? test, AuditOptions options, CancellationToken cancellationToken)
    {
        CheckNames(training, options);
        if (test is not null && !training.Schema.Columns.Any(column => test.Schema.IndexOf(column.Name) >= 0))
        {
            throw new ArgumentException($"The test table has none of the {training.Schema.Count} columns of the training table: its columns are {string.Join(", ", test.Schema.Columns.Take(5).Select(column => column.Name))}.", nameof(test));
        }

        ImmutableArray<AuditSide> sides = test is null ? [] : [new AuditSide([.. Enumerable.Range(0, training.RowCount)], [.. Enumerable.Range(training.RowCount, test.RowCount)])];
        return new AuditContext(training, test, sides, training.RowCount, options, cancellationToken);
    }

    /// <summary>One table and its folds.</summary>
    /// <exception cref="ArgumentException">There is no fold, one holds a row that the table does not have, or the options name a column that is not there.</exception>
    public static AuditContext Of(Table table, IReadOnlyList<TrainTestSplit> folds, AuditOptions options, CancellationToken cancellationToken)
    {
        CheckNames(table, options);
        if (folds.Count == 0) throw new ArgumentException("There are 0 folds; at least one is needed.", nameof(folds));
        for (int fold = 0; fold < folds.Count; fold++)
        {
            int last = Math.Max(folds[fold].Train[^1], folds[fold].Test[^1]);
            if (last >= table.RowCount) throw new ArgumentException($"Fold {fold + 1} holds row {last}, but the table has {table.RowCount} rows, numbered from 0.", nameof(folds));
        }

        return new AuditContext(table, null, [.. folds.Select(fold => new AuditSide([.. fold.Train], [.. fold.Test]))], 0, options, cancellationToken);
    }

    /// <summary>Whether a column names rows instead of describing them.</summary>
    public bool IsIdentifier(int column) => _isIdentifier[column];

    /// <summary>The label of a row of the pool; its table must be labelled.</summary>
    public bool IsAnomaly(int row) => row < TrainingTable.RowCount ? TrainingTable.IsAnomaly[row] : TestTable!.IsAnomaly[row - TrainingTable.RowCount];

    /// <summary>The index that the caller knows a tested row by.</summary>
    public int TestIndex(int row) => row - _testOffset;

    /// <summary>A cell, for people.</summary>
    public string Cell(int row, int column)
    {
        FeatureValue value;
        if (row < TrainingTable.RowCount)
        {
            value = TrainingTable.Value(row, column);
        }
        else
        {
            int place = TestTable!.Schema.IndexOf(TrainingTable.Schema[column].Name);
            value = place < 0 ? FeatureValue.Missing : TestTable.Value(row - TrainingTable.RowCount, place);
        }

        return value.IsMissing ? "missing" : RecordFormatException.Quote(value.ToString());
    }

    public ImmutableArray<string> NamesOf(IEnumerable<int> columns) => [.. columns.Select(column => TrainingTable.Schema[column].Name)];

    private static void CheckNames(Table training, AuditOptions options)
    {
        if (training.RowCount == 0) throw new ArgumentException("The table has 0 rows; there is nothing to audit.", nameof(training));
        foreach (string name in options.IgnoredColumns) training.Schema.RequiredIndexOf(name);
        if (options.EntityColumn is { } entity) training.Schema.RequiredIndexOf(entity);
        if (options.TimeColumn is { } time && training.Schema[training.Schema.RequiredIndexOf(time)].IsText)
        {
            throw new ArgumentException($"The column of time {RecordFormatException.Quote(time)} holds texts; a column of numbers or timestamps is needed.", nameof(options));
        }
    }
}
