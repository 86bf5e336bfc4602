using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

public class FeatureSchemaTests
{
    private static readonly FeatureColumn A = new("a", FeatureKind.Numeric);
    private static readonly FeatureColumn B = new("b", FeatureKind.Identifier);

    [Fact]
    public void IndexOf_Names_AreComparedOrdinally()
    {
        var schema = new FeatureSchema(A, B);
        schema.IndexOf("b").Should().Be(1);
        schema.IndexOf("B").Should().Be(-1);
        schema.RequiredIndexOf("a").Should().Be(0);
        schema.Count.Should().Be(2);
        schema[1].IsText.Should().BeTrue();
    }

    [Fact]
    public void RequiredIndexOf_UnknownColumn_ListsTheFirstTwenty()
    {
        var schema = new FeatureSchema(Enumerable.Range(0, 21).Select(i => new FeatureColumn($"c{i}", FeatureKind.Numeric)));
        ((Action)(() => schema.RequiredIndexOf("x"))).Should().Throw<ArgumentException>().WithMessage("There is no column 'x'; the columns are c0, *c19, ….*");
    }

    [Fact]
    public void Constructor_EmptyOrRepeatedName_IsRefused()
    {
        ((Func<FeatureSchema>)(() => new FeatureSchema(A, new FeatureColumn("", FeatureKind.Numeric)))).Should().Throw<ArgumentException>().WithMessage("Column 2 has no name.*");
        ((Func<FeatureSchema>)(() => new FeatureSchema(A, B, A))).Should().Throw<ArgumentException>().WithMessage("Two columns are named 'a'; names must differ.*");
    }

    [Fact]
    public void Equals_NamesKindsAndOrder_AllCount()
    {
        new FeatureSchema(A, B).Should().Be(new FeatureSchema(A, B));
        new FeatureSchema(A, B).GetHashCode().Should().Be(new FeatureSchema(A, B).GetHashCode());
        new FeatureSchema(A, B).Should().NotBe(new FeatureSchema(B, A));
        new FeatureSchema(A).Should().NotBe(new FeatureSchema(A with { Kind = FeatureKind.Timestamp }));
    }

    [Fact]
    public void Infer_Records_TakesDeclaredKindsFirst()
    {
        Dictionary<string, FeatureValue>[] records = [new() { ["a"] = 1, ["b"] = 2 }];
        FeatureSchema.Infer(records, new Dictionary<string, FeatureKind> { ["b"] = FeatureKind.Identifier }).Should().Be(new FeatureSchema(A, B));
    }

    [Fact]
    public void Constructor_NameThatIsNotUnicodeOrNullColumn_IsRefused()
    {
        ((Func<FeatureSchema>)(() => new FeatureSchema(A, new FeatureColumn("x\ud800", FeatureKind.Numeric)))).Should().Throw<ArgumentException>().WithMessage("The name 'x\ufffd' of column 2 is not valid Unicode.*");
        ((Func<FeatureSchema>)(() => new FeatureSchema(A, null!))).Should().Throw<ArgumentException>().WithMessage("Column 2 is null.*");
        new FeatureSchema(new FeatureColumn("\U0001F600", FeatureKind.Numeric)).Count.Should().Be(1);
    }
}
