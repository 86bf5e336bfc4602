using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class FeatureEncoderPartsTests
{
    private static readonly FeatureSchema Schema = new(new("n", FeatureKind.Numeric), new("m", FeatureKind.Numeric), new("c", FeatureKind.Categorical), new("t", FeatureKind.Timestamp), new("id", FeatureKind.Identifier), new("none", FeatureKind.Categorical));
    private static readonly LabelEncoder?[] Classes = [null, null, LabelEncoder.FromClasses(["x", "y"]), null, null, LabelEncoder.FromClasses([])];

    private static readonly EncodedFeature Value = new() { Name = "n", Operation = FeatureOperation.Value, Source = 0 };
    private static readonly EncodedFeature Code = new() { Name = "c", Operation = FeatureOperation.Code, Source = 2 };
    private static readonly EncodedFeature Frequency = new() { Name = "c.frequency", Operation = FeatureOperation.Frequency, Source = 2, Frequencies = [0.25, 0.75] };
    private static readonly EncodedFeature OneHot = new() { Name = "c=x", Operation = FeatureOperation.OneHot, Source = 2, ClassCode = 0 };
    private static readonly EncodedFeature Days = new() { Name = "t.elapsed_days", Operation = FeatureOperation.ElapsedDays, Source = 3, OriginSeconds = 5 };
    private static readonly EncodedFeature Ratio = new() { Name = "n/m", Operation = FeatureOperation.Ratio, Source = 0, SecondSource = 1 };

    public static TheoryData<EncodedFeature, string> BadFeatures => new()
    {
        { null!, "Feature 1 is null." },
        { Value with { Name = "" }, "Feature 1 has no name." },
        { Value with { Name = null! }, "Feature 1 has no name." },
        { Value with { Name = "\uD800" }, "Feature 1 ('\uFFFD') has a name that is not valid Unicode." },
        { Value with { Name = "first" }, "Feature 1 ('first') has the name of a feature before it; names must differ." },
        { Value with { Operation = (FeatureOperation)9 }, "Feature 1 ('n') has the operation 9, which is not defined." },
        { Value with { Operation = (FeatureOperation)(-1) }, "Feature 1 ('n') has the operation -1, which is not defined." },
        { Value with { Source = -1 }, "Feature 1 ('n') has Source -1; expected a column in [0, 6)." },
        { Value with { Source = 6 }, "Feature 1 ('n') has Source 6; expected a column in [0, 6)." },
        { Value with { Source = int.MaxValue }, "Feature 1 ('n') has Source 2147483647; expected a column in [0, 6)." },
        { Value with { Source = 2 }, "Feature 1 ('n') applies Value to column 'c', which is Categorical; expected Numeric." },
        { Value with { Source = 3 }, "Feature 1 ('n') applies Value to column 't', which is Timestamp; expected Numeric." },
        { Value with { Source = 4 }, "Feature 1 ('n') applies Value to column 'id', which is Identifier; expected Numeric." },
        { Value with { SecondSource = 1 }, "Feature 1 ('n') has SecondSource 1, but Value reads one column; expected -1." },
        { Value with { ClassCode = 0 }, "Feature 1 ('n') has ClassCode 0, but Value reads none; expected -1." },
        { Value with { OriginSeconds = 1 }, "Feature 1 ('n') has OriginSeconds 1, but Value reads none; expected 0." },
        { Value with { Frequencies = [1] }, "Feature 1 ('n') has 1 frequencies; expected 0." },
        { Value with { Fill = double.PositiveInfinity }, "Feature 1 ('n') has Fill Infinity; expected a number within the range of a 32-bit float, or NaN." },
        { Value with { Fill = -1e39 }, "Feature 1 ('n') has Fill -1E+39; expected a number within the range of a 32-bit float, or NaN." },
        { Code with { Source = 0 }, "Feature 1 ('c') applies Code to column 'n', which is Numeric; expected Categorical." },
        { Code with { Source = 5 }, "Feature 1 ('c') reads a column that has no classes." },
        { OneHot with { ClassCode = -1 }, "Feature 1 ('c=x') has ClassCode -1; expected a class in [0, 2)." },
        { OneHot with { ClassCode = 2 }, "Feature 1 ('c=x') has ClassCode 2; expected a class in [0, 2)." },
        { OneHot with { ClassCode = int.MinValue }, "Feature 1 ('c=x') has ClassCode -2147483648; expected a class in [0, 2)." },
        { Frequency with { Frequencies = [] }, "Feature 1 ('c.frequency') has 0 frequencies; expected 2." },
        { Frequency with { Frequencies = [0.5, 0.25, 0.25] }, "Feature 1 ('c.frequency') has 3 frequencies; expected 2." },
        { Frequency with { Frequencies = [0.5, -0.1] }, "Feature 1 ('c.frequency') has the frequency -0.1; expected a number in [0, 1]." },
        { Frequency with { Frequencies = [1.0000001, 0] }, "Feature 1 ('c.frequency') has the frequency 1.0000001; expected a number in [0, 1]." },
        { Frequency with { Frequencies = [double.NaN, 0] }, "Feature 1 ('c.frequency') has the frequency NaN; expected a number in [0, 1]." },
        { Days with { Source = 0 }, "Feature 1 ('t.elapsed_days') applies ElapsedDays to column 'n', which is Numeric; expected Timestamp." },
        { Days with { OriginSeconds = double.NaN }, "Feature 1 ('t.elapsed_days') has OriginSeconds NaN; expected a finite number." },
        { Days with { OriginSeconds = double.NegativeInfinity }, "Feature 1 ('t.elapsed_days') has OriginSeconds -Infinity; expected a finite number." },
        { Ratio with { SecondSource = -1 }, "Feature 1 ('n/m') has SecondSource -1; expected a column in [0, 6)." },
        { Ratio with { SecondSource = 6 }, "Feature 1 ('n/m') has SecondSource 6; expected a column in [0, 6)." },
        { Ratio with { SecondSource = 2 }, "Feature 1 ('n/m') applies Ratio to column 'c', which is Categorical; expected Numeric." },
    };

    [Theory]
    [MemberData(nameof(BadFeatures))]
    public void FromParts_BrokenFeature_NamesPlaceValueAndExpectation(EncodedFeature feature, string message) =>
        FluentActions.Invoking(() => FeatureEncoder.FromParts(Schema, Classes, [Value with { Name = "first" }, feature], null)).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void FromParts_EveryOperation_IsAccepted()
    {
        EncodedFeature[] features =
        [
            Value, Code, Frequency, OneHot, Days, Ratio,
            Days with { Name = "hour", Operation = FeatureOperation.HourOfDay, OriginSeconds = 0 },
            Days with { Name = "day", Operation = FeatureOperation.DayOfWeek, OriginSeconds = 0 },
            Ratio with { Name = "n-m", Operation = FeatureOperation.Difference, Fill = 3 },
        ];

        FeatureEncoder encoder = FeatureEncoder.FromParts(Schema, Classes, features, null);

        features.Select(feature => feature.Operation).Should().BeEquivalentTo(Enum.GetValues<FeatureOperation>());
        encoder.Features.Should().Equal(features);
        encoder.Notes.Should().BeEmpty();
        float[] row = new float[features.Length];
        encoder.EncodeCells([6, 4, 1, 86405, double.NaN, double.NaN], row);
        row.Should().Equal(6, 1, 0.75f, 0, 1, 1.5f, 0, 4, 2);
    }

    [Fact]
    public void FromParts_PartsThatDoNotFit_NameThePlace()
    {
        Refused(() => FeatureEncoder.FromParts(Schema, Classes, [], null), "An encoder needs at least one feature.*");
        Refused(() => FeatureEncoder.FromParts(Schema, Classes[..3], [Value], null), "3 label encoders do not fit 6 columns.*");
        Refused(() => FeatureEncoder.FromParts(Schema, [null, null, null, null, null, Classes[5]], [Value], null), "Column 2 ('c') is Categorical, but has no classes.*");
        Refused(() => FeatureEncoder.FromParts(Schema, [Classes[2], null, Classes[2], null, null, Classes[5]], [Value], null), "Column 0 ('n') is Numeric, but has classes.*");
        Refused(() => FeatureEncoder.FromParts(new FeatureSchema(new FeatureColumn("n", (FeatureKind)77)), [null], [Value], null), "Column 0 ('n') has the kind 77, which is not defined.*");
        Refused(() => FeatureEncoder.FromParts(Schema, Classes, [Value], StandardScaler.FromParts([0, 0], [1, 1])), "The scaler has 2 features, but there are 1.*");

        static void Refused(Func<FeatureEncoder> make, string message) => FluentActions.Invoking(make).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void FromParts_CallersArrays_AreCopied()
    {
        EncodedFeature[] features = [Value];
        LabelEncoder?[] classes = [.. Classes];
        FeatureEncoder encoder = FeatureEncoder.FromParts(Schema, classes, features, null);

        features[0] = Value with { Source = 99 };
        classes[2] = null;

        encoder.Features[0].Should().Be(Value);
        encoder.ClassesOf(2).Should().NotBeNull();
    }
}
