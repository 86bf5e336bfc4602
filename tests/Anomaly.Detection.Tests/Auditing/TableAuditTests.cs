using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class TableAuditTests
{
    private static readonly Table Training = AuditTables.Draw(900, 200, seed: 1, part: 0).ToTable();
    private static readonly Table Test = AuditTables.Draw(500, 100, seed: 1, part: 1).ToTable();

    [Fact]
    public void Run_NothingPlanted_NotesTheIdentifierAndSaysWhatWasNotChecked()
    {
        AuditReport report = TableAudit.Run(Training, Test);

        report.Findings.Should().ContainSingle().Which.Check.Should().Be(AuditCheck.IdentifierColumn);
        report.HasSevere.Should().BeFalse();
        report.NotChecked.Should().Equal(
            "Time overlap: no column of time was named, so the split does not claim to be in its order.",
            "Distribution gap: no model was handed in.",
            "Label shuffle: no model was handed in.",
            "Label errors: no model was handed in.");
        report.ToString().Should().StartWith("Audit of 900 training rows (200 anomalies) and 500 test rows (100 anomalies).\nNote: Column 'user' is of kind Identifier");
    }

    [Fact]
    public void Run_TrainingEnrichedWithAnomalies_IsNoGap()
    {
        Table enriched = AuditTables.Draw(1_500, 750, seed: 3, part: 0).ToTable(), rare = AuditTables.Draw(1_000, 50, seed: 3, part: 1).ToTable();

        AuditReport report = TableAudit.Run(enriched, rare, new AuditOptions { Model = AuditTables.Model });

        report.Findings.Should().NotContain(finding => finding.Check == AuditCheck.DistributionGap, report.ToString());
        report.NotChecked.Should().NotContain(text => text.StartsWith("Distribution gap"));
    }

    [Fact]
    public void Run_TestIsPartOfTraining_SaysHowManyRows()
    {
        AuditFinding finding = TableAudit.Run(Training, Training.Select([3, 1, 4, 1, 5])).Findings[0];

        finding.Severity.Should().Be(AuditSeverity.Severe);
        finding.Summary.Should().Be("The test rows are the training rows: 5 of 5.");
        finding.Examples[1].Should().Be(new AuditExample(1, 1, "equal in all 12 compared columns"));
        finding.TestRows.Should().Equal(0, 1, 2, 3, 4);
    }

    [Fact]
    public void Run_RowsThatSayLittle_AreNotCalledCopies()
    {
        Table training = Coarse(400, 1), test = Coarse(100, 2);

        AuditReport report = TableAudit.Run(training, test, new AuditOptions { Skip = [AuditCheck.ConflictingLabels] });

        report.Findings.Where(finding => finding.Check is not AuditCheck.TooFewAnomalies).Should().OnlyContain(finding => finding.Severity == AuditSeverity.Note, report.ToString());
        report.Findings.Should().NotContain(finding => finding.Check == AuditCheck.NearDuplicates);
    }

    [Fact]
    public void Run_AnyNumberOfThreads_FindsTheSame()
    {
        Table test = Training.Select([.. Enumerable.Range(0, 300)]);
        string Text(int threads) => TableAudit.Run(Training, test, new AuditOptions { MaxThreads = threads, Model = AuditTables.Model }).ToString();

        Text(1).Should().Be(Text(4));
    }

    [Fact]
    public void Run_SkippedCheck_IsNotMadeAndSaidSo()
    {
        AuditReport report = TableAudit.Run(Training, Training, new AuditOptions { Skip = [AuditCheck.RepeatedRows, AuditCheck.SharedEntities] });

        report.Findings.Should().NotContain(finding => finding.Check == AuditCheck.RepeatedRows || finding.Check == AuditCheck.SharedEntities);
        report.NotChecked.Should().Contain("Repeated rows: skipped, as the options say.");
    }

    [Fact]
    public void Run_SeveralFindings_StandBySeverityThenByCheck()
    {
        AuditReport report = TableAudit.Run(Training, Training.WithLabels([.. Training.IsAnomaly.ToArray().Select((isAnomaly, row) => isAnomaly ^ (row % 9 == 0))]));

        report.Findings.Select(finding => finding.Check).Should().Equal(AuditCheck.RepeatedRows, AuditCheck.RelabelledRows, AuditCheck.SharedEntities, AuditCheck.IdentifierColumn);
        report.Findings[0].Summary.Should().Be("The test rows are the training rows: 900 of 900, 100 with another label.");
        report.Findings[1].Examples[0].Text.Should().EndWith(Training.IsAnomaly[0] ? "anomaly in training, normal in test" : "normal in training, anomaly in test");
    }

    [Fact]
    public void Run_Unlabelled_ChecksWhatNeedsNoLabels()
    {
        AuditReport report = TableAudit.Run(Training.WithLabels([]), Training.WithLabels([]));

        report.Findings[0].Summary.Should().Be("The test rows are the training rows: 900 of 900.");
        report.TestAnomalyCount.Should().BeNull();
        report.NotChecked.Should().Contain("Relabelled rows: labels are missing.").And.Contain("Too few anomalies: labels are missing.");
    }

    [Fact]
    public void Run_WordsWhereNumbersBelong_EqualNothing()
    {
        TableDraft draft = AuditTables.Draw(40, 10, seed: 1, part: 0);
        Table training = draft.ToTable();
        Table words = training.WithKind("count", FeatureKind.Categorical);
        Array[] cells = [.. Enumerable.Range(0, words.Schema.Count).Select(Array (column) => words.Schema[column].IsText ? words.Categorical(column).ToArray() : words.Numeric(column).ToArray())];
        cells[words.Schema.IndexOf("count")] = Enumerable.Repeat("many", 40).ToArray();
        Table test = new(words.Schema, cells, words.IsAnomaly.ToArray(), 40);

        TableAudit.Run(training, words).Findings[0].Check.Should().Be(AuditCheck.RepeatedRows, "numbers written as texts are read");
        TableAudit.Run(training, test).Findings.Should().NotContain(finding => finding.Check == AuditCheck.RepeatedRows || finding.Check == AuditCheck.NearDuplicates);
    }

    [Fact]
    public void Run_NoColumnInCommon_NamesTheColumns() => FluentActions
        .Invoking(() => TableAudit.Run(Training.Without([.. Training.Schema.Columns.Skip(2).Select(column => column.Name)]), Training.Without("user", "time")))
        .Should().Throw<ArgumentException>().WithMessage("The test table has none of the 2 columns of the training table: its columns are count, kind, place, signal 0, signal 1.*");

    [Fact]
    public void Run_UnknownOrUnfitColumn_Throws()
    {
        FluentActions.Invoking(() => TableAudit.Run(Training, options: new AuditOptions { EntityColumn = "nobody" })).Should().Throw<ArgumentException>().WithMessage("There is no column 'nobody'*");
        FluentActions.Invoking(() => TableAudit.Run(Training, options: new AuditOptions { TimeColumn = "kind" })).Should().Throw<ArgumentException>().WithMessage("The column of time 'kind' holds texts*");
        FluentActions.Invoking(() => TableAudit.Run(Training.Select([]))).Should().Throw<ArgumentException>().WithMessage("The table has 0 rows*");
        FluentActions.Invoking(() => TableAudit.Run(Training, options: new AuditOptions { Model = AuditTables.Model with { TrainingScores = [0.5] } })).Should().Throw<ArgumentException>().WithMessage("1 TrainingScores do not fit 900 training rows*");
    }

    [Fact]
    public void Run_Progress_RisesToOne()
    {
        var told = new ListedProgress<double>();

        TableAudit.Run(Training, progress: told);

        told.Values.Should().BeInAscendingOrder().And.EndWith(1);
    }

    [Fact]
    public void Run_Cancelled_Throws() => FluentActions
        .Invoking(() => TableAudit.Run(Training, Test, cancellationToken: new CancellationToken(canceled: true)))
        .Should().Throw<OperationCanceledException>();

    [Fact]
    public void Run_ScoresOfSeenRows_AreFoundOut()
    {
        var model = new AuditModel { ScoreUnseen = (rows, scores, _) => { for (int row = 0; row < scores.Length; row++) scores[row] = rows.IsAnomaly[row] ? 0.9 : 0.1; } };

        AuditFinding finding = TableAudit.Run(Training, options: new AuditOptions { Model = model }).Findings[0];

        finding.Check.Should().Be(AuditCheck.LabelShuffle);
        finding.Summary.Should().Contain("the scores are not of unseen rows");
    }

    [Fact]
    public void RunFolds_RowAndItsTwinInDifferentFolds_IsALeak()
    {
        // Rows 0 and 900 are twins, as are 1 and 901, which are tested together.
        Table table = Training.Select([.. Enumerable.Range(0, 900), 0, 1]);
        var folds = new[] { Fold(902, row => row % 2 == 0), Fold(902, row => row is 1 or 901) };

        AuditReport report = TableAudit.RunFolds(table, folds, new AuditOptions { Skip = [AuditCheck.SharedEntities] });
        AuditReport torn = TableAudit.RunFolds(table, [Fold(902, row => row < 450)], new AuditOptions { Skip = [AuditCheck.SharedEntities] });

        report.Findings.Should().NotContain(finding => finding.Check == AuditCheck.RepeatedRows);
        AuditFinding leak = torn.Findings.Should().ContainSingle(finding => finding.Check == AuditCheck.RepeatedRows).Subject;
        leak.TestRows.Should().Equal(0, 1);
        leak.Examples[0].Should().Be(new AuditExample(900, 0, "equal in all 12 compared columns"));
        (torn.TrainingRowCount, torn.TestRowCount).Should().Be((902, 450));
    }

    [Fact]
    public void RunFolds_SharedUsersAndTime_AreSeenFoldByFold()
    {
        TrainTestSplit[] grouped = [.. Splits.GroupedKFold(Training.IsAnomaly, Training.Categorical(0), 4, seed: 1)];
        TrainTestSplit[] timed = [.. Splits.TimeOrderedFolds(Training.IsAnomaly, Training.Numeric(1), 3)];
        TrainTestSplit[] random = [.. Splits.StratifiedKFold(Training.IsAnomaly, 4, seed: 1)];
        var options = new AuditOptions { TimeColumn = AuditTables.Time };
        AuditCheck[] Found(TrainTestSplit[] folds) => [.. TableAudit.RunFolds(Training, folds, options).Findings.Select(finding => finding.Check)];

        Found(grouped).Should().NotContain(AuditCheck.SharedEntities);
        Found(timed).Should().NotContain(AuditCheck.TimeOverlap);
        Found(random).Should().Contain(AuditCheck.SharedEntities).And.Contain(AuditCheck.TimeOverlap);
    }

    [Fact]
    public void RunFolds_NoFoldOrAForeignRow_Throws()
    {
        FluentActions.Invoking(() => TableAudit.RunFolds(Training, [])).Should().Throw<ArgumentException>().WithMessage("There are 0 folds*");
        FluentActions.Invoking(() => TableAudit.RunFolds(Training, [new TrainTestSplit([0], [900])])).Should().Throw<ArgumentException>().WithMessage("Fold 1 holds row 900, but the table has 900 rows*");
    }

    private static TrainTestSplit Fold(int rowCount, Func<int, bool> isTested) =>
        new([.. Enumerable.Range(0, rowCount).Where(row => !isTested(row))], [.. Enumerable.Range(0, rowCount).Where(isTested)]);

    // Three columns of three values: 27 different rows.
    private static Table Coarse(int rowCount, ulong seed)
    {
        var random = new Anomaly.Detection.Numerics.RandomStream(seed);
        double[][] columns = [new double[rowCount], new double[rowCount], new double[rowCount]];
        bool[] labels = new bool[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            foreach (double[] column in columns) column[row] = random.NextInt(3);
            labels[row] = random.NextInt(3) == 0;
        }

        return new Table(new FeatureSchema(Enumerable.Range(0, 3).Select(column => new FeatureColumn($"c{column}", FeatureKind.Numeric))), [.. columns], labels, rowCount);
    }
}
