namespace Anomaly.Detection.Data;

/// <summary>Collects the cells of one column.</summary>
internal abstract class ColumnBuilder
{
    public abstract int Count { get; }

    public virtual bool IsDeclared => true;

    public static ColumnBuilder Create(string name, FeatureKind? kind, SourceRows rows) => kind switch
    {
        null => new InferredColumnBuilder(name, rows),
        FeatureKind.Numeric or FeatureKind.Timestamp => new NumberColumnBuilder(kind.Value),
        FeatureKind.Categorical or FeatureKind.Identifier => new TextColumnBuilder(kind.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of column."),
    };

    public abstract void Add(FeatureValue value);

    /// <summary>Adds a cell written as text; an empty text is missing.</summary>
    public abstract void AddText(ReadOnlySpan<byte> utf8Text);

    /// <summary>Forgets all cells from <paramref name="count"/> on.</summary>
    public abstract void Truncate(int count);

    /// <summary>The finished array (double[] or string?[]), its kind, and a note where the user should know of something.</summary>
    public abstract Array Build(out FeatureKind kind, out string? note);
}
