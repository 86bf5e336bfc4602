using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests;

public sealed class BoundColumnsTests
{
    private static readonly FeatureSchema Schema = new(new FeatureColumn("a", FeatureKind.Numeric), new FeatureColumn("b", FeatureKind.Numeric));

    private static readonly RecordBinder<int> Binder = new RecordBinder<int>().Map("b", record => record).Map("c", record => record).Map("a", record => record);

    [Fact]
    public void Of_Binder_GivesTheColumnOfEachField()
    {
        var columns = new BoundColumns(Schema, isStrict: false);

        columns.Of(Binder).ToArray().Should().Equal(1, -1, 0);
        columns.Of(Binder).ToArray().Should().Equal(1, -1, 0);
        columns.Of(new RecordBinder<int>()).ToArray().Should().BeEmpty();
    }

    [Fact]
    public void Of_StrictAndUnknownField_RefusesItEachTime()
    {
        var columns = new BoundColumns(Schema, isStrict: true);

        for (int i = 0; i < 2; i++) columns.Invoking(c => c.Of(Binder).ToArray()).Should().Throw<RecordFormatException>().WithMessage("the field 'c' is no column of the model; its columns are a, b");
    }

    [Fact]
    public void Of_BinderThatNobodyHolds_IsNotKeptAlive()
    {
        var columns = new BoundColumns(Schema, isStrict: false);
        WeakReference binder = Bind(columns);

        for (int i = 0; i < 10 && binder.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        binder.IsAlive.Should().BeFalse();
        GC.KeepAlive(columns);
    }

    [Fact]
    public void Of_ManyThreads_SameColumns()
    {
        var columns = new BoundColumns(Schema, isStrict: false);
        RecordBinder<int>[] binders = [.. Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? new RecordBinder<int>().Map("a", record => record) : new RecordBinder<int>().Map("b", record => record))];

        int[] found = new int[5000];
        Parallel.For(0, found.Length, i => found[i] = columns.Of(binders[i % binders.Length])[0]);

        found.Should().Equal(Enumerable.Range(0, found.Length).Select(i => i % binders.Length % 2));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Bind(BoundColumns columns)
    {
        RecordBinder<int> binder = new RecordBinder<int>().Map("a", record => record);
        columns.Of(binder).ToArray().Should().Equal(0);
        return new WeakReference(binder);
    }
}
