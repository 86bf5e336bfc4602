using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>Finds what is wrong with an evaluation: leaked rows, contradicting labels, columns that give the answer away, and more. See <see cref="AuditCheck"/>.</summary>
/// <remarks>
/// <para>
/// Rows are compared by the training table's columns; the test's are found by name. Columns that name rows are left out of it: those of kind Identifier, columns of
/// texts that hardly repeat, and whole numbers that count. Cells are read as the training column: texts ordinally, numbers by value, missing cells as equal. Time grows
/// with the number of cells, whatever they hold; memory is some ten bytes a cell. Checks that need a model take what the model takes.
/// </para>
/// <para>
/// The same tables, options and seed give the same report on any number of threads. A function that trains with as much care makes it the same on every machine.
/// </para>
/// </remarks>
public static class TableAudit
{
    private static readonly IAuditCheck[] Checks =
    [
        new RepeatedRowsCheck(),
        new NearDuplicatesCheck(),
        new DuplicateRowsCheck(),
        new ConflictingLabelsCheck(),
        new SharedEntitiesCheck(),
        new TimeOverlapCheck(),
        new IdentifierColumnCheck(),
        new ConstantColumnCheck(),
        new GoldenFeatureCheck(),
        new DistributionGapCheck(),
        new TooFewAnomaliesCheck(),
        new LabelShuffleCheck(),
        new LabelErrorsCheck(),
    ];

    /// <summary>Audits a training table and the test table that judges what is trained on it.</summary>
    /// <param name="training">The rows to train on; at least one. Its columns decide.</param>
    /// <param name="test">The rows to judge on. Default: null, the training table is looked at alone.</param>
    /// <param name="options">What to look at; the defaults when null.</param>
    /// <param name="progress">Receives the share of the checks that are done, in (0, 1].</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found, the most severe first.</returns>
    /// <exception cref="ArgumentException">There are no training rows, the tables have no column in common, or the options name a column that is not there or does not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AuditReport Run(Table training, Table? test = null, AuditOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Run(AuditContext.Of(training, test, options ?? new AuditOptions(), cancellationToken), progress, cancellationToken);
    }

    /// <summary>Audits one table and the folds that it is to be cross-validated by. A row's equal on the other side of a fold is a leak.</summary>
    /// <param name="table">All rows.</param>
    /// <param name="folds">Which rows are trained on and which are tested on; at least one fold.</param>
    /// <param name="options">What to look at; the defaults when null.</param>
    /// <param name="progress">Receives the share of the checks that are done, in (0, 1].</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found. Test rows are rows of the table that are in the test part of a fold; a gap between the parts is not looked for.</returns>
    /// <exception cref="ArgumentException">There are no rows or no folds, a fold holds a row that the table does not have, or the options name a column that is not there or does not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AuditReport RunFolds(Table table, IReadOnlyList<TrainTestSplit> folds, AuditOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(folds);
        return Run(AuditContext.Of(table, folds, options ?? new AuditOptions(), cancellationToken), progress, cancellationToken);
    }

    private static AuditReport Run(AuditContext context, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var findings = new FindingList(context.Options.Skip);
        for (int i = 0; i < Checks.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Checks[i].Checks.Any(findings.Wants)) Checks[i].Run(context, findings, cancellationToken);
            progress?.Report((i + 1.0) / Checks.Length);
        }

        return new AuditReport
        {
            TrainingRowCount = context.TrainingTable.RowCount,
            TrainingAnomalyCount = context.TrainingTable.IsLabelled ? context.TrainingTable.AnomalyCount : null,
            TestRowCount = context.HasTest ? context.TestedRows.Length : null,
            TestAnomalyCount = context.IsTestLabelled ? context.TestAnomalyCount : null,
            Findings = findings.Sorted,
            NotChecked = findings.NotChecked,
        };
    }
}
