using System.Runtime.CompilerServices;
using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>Which column each field of a binder fills, found out once per binder. Safe to share between threads without a lock.</summary>
/// <remarks>Binders are held weakly: one made for a single call, as none should be, goes with its columns.</remarks>
internal sealed class BoundColumns(FeatureSchema schema, bool isStrict)
{
    private readonly ConditionalWeakTable<object, int[]> _columns = [];

    /// <summary>The column of every field, in the order of the fields; −1 where a field is no column.</summary>
    /// <exception cref="RecordFormatException">In strict mode, a field is no column.</exception>
    public ReadOnlySpan<int> Of<T>(RecordBinder<T> binder) =>
        _columns.TryGetValue(binder, out int[]? columns) ? columns : _columns.GetValue(binder, Find<T>);

    private int[] Find<T>(object binder) => [.. ((RecordBinder<T>)binder).Names.Select(IndexOf)];

    private int IndexOf(string name)
    {
        int column = schema.IndexOf(name);
        return column < 0 && isStrict ? throw StrictFields.Unknown(name, schema) : column;
    }
}
