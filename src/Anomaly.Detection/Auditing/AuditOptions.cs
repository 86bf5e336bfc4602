using System.Collections.Immutable;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>What <see cref="TableAudit"/> looks at, and how closely.</summary>
public sealed record AuditOptions
{
    /// <summary>
    /// The column that says whose a row is, such as a user. Default: null, the one column of kind Identifier whose values repeat in the training
    /// table, twice on average or more; where there is none, or several, entities are not checked.
    /// </summary>
    public string? EntityColumn { get; init; }

    /// <summary>
    /// The column of numbers or timestamps by which the split is in order: training first, test later. Default: null, the split does not claim to be
    /// in the order of time, and that is not checked.
    /// </summary>
    public string? TimeColumn { get; init; }

    /// <summary>Columns that no check looks at. Default: none. Columns of identifiers are left out of the comparison of rows in any case.</summary>
    public ImmutableArray<string> IgnoredColumns { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Checks that are not made. Default: none.</summary>
    public ImmutableArray<AuditCheck> Skip { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Numbers that agree in so many significant decimal digits count as equal when near duplicates are looked for, in [1, 15]. Default: 3. Timestamps count as equal within one minute of the clock.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int RoundingDigits
    {
        get;
        init => field = OptionGuard.Within(1, 15, value);
    }

    = 3;

    /// <summary>In how many columns a near duplicate may differ, in [0, 2]. Default: 1. Time grows with the number of ways to choose them: 20 columns have 190 pairs.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostDifferingColumns
    {
        get;
        init => field = OptionGuard.Within(0, 2, value);
    }

    = 1;

    /// <summary>A column of texts is taken for an identifier when more than this share of its cells are different, in [0.5, 1]. Whole numbers must number the rows besides. Default: 0.95.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double IdentifierShare
    {
        get;
        init => field = OptionGuard.Within(0.5, 1, value);
    }

    = 0.95;

    /// <summary>A column that alone has this ROC-AUC is golden, in (0.5, 1]. Default: 0.999.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double GoldenAuc
    {
        get;
        init => field = OptionGuard.AboveWithin(0.5, 1, value);
    }

    = 0.999;

    /// <summary>Most example rows of a finding, at least 0. Default: 5.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostExamples
    {
        get;
        init => field = OptionGuard.AtLeast(0, value);
    }

    = 5;

    /// <summary>For the checks that need a model. Default: null, they are not made, which the report says.</summary>
    public AuditModel? Model { get; init; }

    /// <summary>Where the random numbers of samples and shuffles begin; any value. Default: 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Most threads that work at once; at least 1. Default: null, as many as the machine has processors. The result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads
    {
        get;
        init => field = OptionGuard.AtLeast(1, value);
    }
}
