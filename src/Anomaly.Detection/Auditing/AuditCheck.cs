namespace Anomaly.Detection.Auditing;

/// <summary>What an audit looks for.</summary>
public enum AuditCheck
{
    /// <summary>Test rows that are training rows; some at least under the same label.</summary>
    RepeatedRows,

    /// <summary>Test rows that are training rows under another label.</summary>
    RelabelledRows,

    /// <summary>Test rows that are training rows but for rounding or a few columns.</summary>
    NearDuplicates,

    /// <summary>Rows that stand several times in one table.</summary>
    DuplicateRows,

    /// <summary>Equal rows of one table under different labels.</summary>
    ConflictingLabels,

    /// <summary>Entities, such as users, with rows in training and test.</summary>
    SharedEntities,

    /// <summary>Training rows that are later than test rows.</summary>
    TimeOverlap,

    /// <summary>Columns that name a row instead of describing it.</summary>
    IdentifierColumn,

    /// <summary>Columns that hold one value only.</summary>
    ConstantColumn,

    /// <summary>One column that alone ranks nearly as well as the model, or perfectly.</summary>
    GoldenFeature,

    /// <summary>Training and test rows can be told apart.</summary>
    DistributionGap,

    /// <summary>Too few anomalies for the figures to be narrow.</summary>
    TooFewAnomalies,

    /// <summary>The model does no better than one that learned shuffled labels, or such a one does better than chance.</summary>
    LabelShuffle,

    /// <summary>Labels that scores of unseen rows contradict.</summary>
    LabelErrors,
}
