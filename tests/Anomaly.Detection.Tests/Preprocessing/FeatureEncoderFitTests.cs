using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class FeatureEncoderFitTests
{
    private const float Missing = float.NaN;

    [Fact]
    public void Fit_Defaults_OneFeaturePerColumnTwoPerTimestampNonePerIdentifier()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Table);

        encoder.Features.Select(feature => feature.Name).Should().Equal("device", "date.hour", "date.day_of_week", "clicks", "views");
        encoder.FeatureCount.Should().Be(5);
        encoder.CellCount.Should().Be(5);
        encoder.Schema.Should().Be(Sessions.Table.Schema);
        encoder.Scaler.Should().BeNull();
        encoder.Notes.Should().Equal(
            "session_id looks like an identifier and was left out",
            "device: 1 of its 2 classes stands in one row only, and in the model with its text; MinCategoryCount leaves rare ones out");
        encoder.ClassesOf(1)!.Classes.Should().Equal("desktop", "mobile");
        encoder.ClassesOf(0).Should().BeNull();
        encoder.ClassesOf(3).Should().BeNull();
    }

    [Fact]
    public void Encode_Defaults_HandWorked()
    {
        FeatureMatrix matrix = FeatureEncoder.Fit(Sessions.Table).Encode(Sessions.Table);

        matrix.RowCount.Should().Be(4);
        matrix.Column(0).ToArray().Should().Equal(1, 0, 1, Missing);
        matrix.Column(1).ToArray().Should().Equal(10, 23, Missing, 0);
        matrix.Column(2).ToArray().Should().Equal(0, 1, Missing, 6);
        matrix.Column(3).ToArray().Should().Equal(6, 5, Missing, 1);
        matrix.Column(4).ToArray().Should().Equal(3, 0, 2, 4);
    }

    [Fact]
    public void Encode_DerivedFeatures_HandWorked()
    {
        var options = new FeatureEncoderOptions { DerivedFeatures = [DerivedFeature.Ratio("clicks", "views"), DerivedFeature.Difference("views", "clicks")] };

        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Table, options);
        FeatureMatrix matrix = encoder.Encode(Sessions.Table);

        encoder.Features.Skip(5).Select(feature => feature.Name).Should().Equal("clicks/views", "views-clicks");
        matrix.Column(5).ToArray().Should().Equal(2, Missing, Missing, 0.25f);
        matrix.Column(6).ToArray().Should().Equal(-3, -5, Missing, 3);
    }

    [Fact]
    public void Encode_OneHot_MissingInAllWhenMissing()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Table, new FeatureEncoderOptions { CategoryEncoding = CategoryEncoding.OneHot });
        FeatureMatrix matrix = encoder.Encode(Sessions.Table);

        encoder.Features.Take(2).Select(feature => feature.Name).Should().Equal("device=desktop", "device=mobile");
        matrix.Column(0).ToArray().Should().Equal(0, 1, 0, Missing);
        matrix.Column(1).ToArray().Should().Equal(1, 0, 1, Missing);
    }

    [Fact]
    public void Encode_Frequency_IsTheShareOfAllTrainingRows()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Table, new FeatureEncoderOptions { CategoryEncoding = CategoryEncoding.Frequency });

        encoder.Features[0].Name.Should().Be("device.frequency");
        encoder.Encode(Sessions.Table).Column(0).ToArray().Should().Equal(0.5f, 0.25f, 0.5f, Missing);
    }

    [Fact]
    public void Fit_ColumnEncodings_OverrideTheCommonOne()
    {
        Table table = Sessions.Build([new("a", FeatureKind.Categorical), new("b", FeatureKind.Categorical)], ["x", "u"], ["y", "v"]);
        var options = new FeatureEncoderOptions { ColumnEncodings = new Dictionary<string, CategoryEncoding> { ["b"] = CategoryEncoding.OneHot } };

        FeatureEncoder.Fit(table, options).Features.Select(feature => feature.Name).Should().Equal("a", "b=u", "b=v");
    }

    [Theory]
    [InlineData(null, 0, 1, 6)] // earliest value: 2024-01-15 10:00
    [InlineData("2024-01-15T00:00:00Z", 10 / 24.0, 1 + (23.5 / 24), 6)]
    [InlineData("2024-01-16T01:00:00+01:00", (10 / 24.0) - 1, 23.5 / 24, 5)]
    public void Fit_ElapsedDays_CountFromTheEarliestValueOrTheDeclaredOne(string? origin, double first, double second, double fourth)
    {
        var options = new FeatureEncoderOptions
        {
            TimestampFeatures = TimestampFeatures.ElapsedDays,
            ElapsedDaysOrigin = origin is null ? null : DateTimeOffset.Parse(origin, System.Globalization.CultureInfo.InvariantCulture),
        };

        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Table, options);

        encoder.Features[1].Name.Should().Be("date.elapsed_days");
        if (origin is null) (second, fourth) = (1 + (13.5 / 24), 6 - (10 / 24.0));
        encoder.Encode(Sessions.Table).Column(1).ToArray().Should().Equal((float)first, (float)second, Missing, (float)fourth);
    }

    [Fact]
    public void Fit_NoTimestampFeature_LeavesTheColumnOutAndSaysSo() =>
        FeatureEncoder.Fit(Sessions.Table, new FeatureEncoderOptions { TimestampFeatures = TimestampFeatures.None }).Notes
            .Should().Contain("date is a timestamp and was left out, because no timestamp feature is asked for");

    [Fact]
    public void Fit_Limits_LeaveOutCategoriesAndSaySo()
    {
        Table table = Sessions.Column("city", FeatureKind.Categorical, "Rome", "Rome", "Oslo", "Oslo", "Bern", "Rome");

        FeatureEncoder encoder = FeatureEncoder.Fit(table, new FeatureEncoderOptions { MinCategoryCount = 2 });

        encoder.ClassesOf(0)!.Classes.Should().Equal("Oslo", "Rome");
        encoder.Encode(table).Column(0).ToArray().Should().Equal(1, 1, 0, 0, Missing, 1);
        encoder.Notes.Should().ContainSingle().Which.Should().StartWith("city: 1 of its texts are read as missing").And.Contain("MinCategoryCount (2)").And.Contain("MaxCategories (10000)");
        FeatureEncoder.Fit(table, new FeatureEncoderOptions { MaxCategories = 1 }).ClassesOf(0)!.Classes.Should().Equal("Rome");
    }

    [Fact]
    public void Fit_OddColumns_AreNoted()
    {
        Table table = Sessions.Build(
            [new("empty", FeatureKind.Numeric), new("never", FeatureKind.Categorical), new("no_date", FeatureKind.Timestamp), new("same", FeatureKind.Numeric), new("one", FeatureKind.Categorical), new("big", FeatureKind.Numeric)],
            [double.NaN, FeatureValue.Missing, FeatureValue.Missing, 5, "x", 16777217],
            [double.NaN, FeatureValue.Missing, FeatureValue.Missing, 5, "x", 16777216]);

        FeatureEncoder encoder = FeatureEncoder.Fit(table);

        encoder.Features.Select(feature => feature.Name).Should().Equal("same", "one", "big");
        encoder.Notes.Should().Equal(
            "empty is missing in every row and was left out",
            "never is missing in every row and was left out",
            "no_date is missing in every row and was left out",
            "same has the same value in every row",
            "one has the same value in every row",
            "big holds whole numbers that a 32-bit float rounds (16777217 becomes 16777216); declare it Identifier or Categorical if its numbers are names");
    }

    [Fact]
    public void Fit_DerivedFeatureThatIsNeverThere_IsLeftOut()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit(Sessions.Pairs((1, 0), (2, 0)), new FeatureEncoderOptions { DerivedFeatures = [DerivedFeature.Ratio("a", "b")] });

        encoder.Features.Select(feature => feature.Name).Should().Equal("a", "b");
        encoder.Notes.Should().Contain("a/b is missing in every row and was left out");
    }

    [Fact]
    public void Fit_NamesThatCollide_AreNumbered()
    {
        // Column x with class y=z, and column x=y with class z, both ask for x=y=z.
        Table table = Sessions.Build([new("x", FeatureKind.Categorical), new("x=y", FeatureKind.Categorical)], ["y=z", "z"], ["w", "w"]);

        FeatureEncoder encoder = FeatureEncoder.Fit(table, new FeatureEncoderOptions { CategoryEncoding = CategoryEncoding.OneHot });

        encoder.Features.Select(feature => feature.Name).Should().Equal("x=w", "x=y=z", "x=y=w", "x=y=z (2)");
    }

    [Fact]
    public void Fit_NoRows_IsRefused() =>
        FluentActions.Invoking(() => FeatureEncoder.Fit(Sessions.Column("a", FeatureKind.Numeric))).Should().Throw<ArgumentException>().WithMessage("The table has 0 rows; an encoder is fitted on at least 1.*");

    [Fact]
    public void Fit_NoUsableColumn_ListsWhatWasLeftOutAndWhy()
    {
        Table table = Sessions.Build([new("id", FeatureKind.Identifier), new("empty", FeatureKind.Numeric), new("rare", FeatureKind.Categorical)], ["a", double.NaN, "x"], ["b", double.NaN, "y"]);

        FluentActions.Invoking(() => FeatureEncoder.Fit(table, new FeatureEncoderOptions { MinCategoryCount = 2 })).Should().Throw<ArgumentException>()
            .WithMessage("No column can become a feature: id looks like an identifier and was left out; empty is missing in every row and was left out; rare: 2 of its texts *; rare was left out, because none of its texts became a class.");
    }

    [Fact]
    public void Fit_OneRowAndOneColumn_Works()
    {
        Table table = Sessions.Column("a", FeatureKind.Numeric, 3);

        FeatureEncoder.Fit(table, new FeatureEncoderOptions { Scaling = Scaling.Standard }).Encode(table).Column(0).ToArray().Should().Equal(0);
    }

    [Fact]
    public void Fit_OptionsThatNameNoOrTheWrongColumn_AreRefused()
    {
        Refused(new() { DerivedFeatures = [DerivedFeature.Ratio("clicks", "nothing")] }, "option DerivedFeatures: expected names of Numeric columns of the table, but was given 'nothing', which is no column");
        Refused(new() { DerivedFeatures = [DerivedFeature.Difference("date", "clicks")] }, "option DerivedFeatures: expected names of Numeric columns of the table, but was given 'date', which is Timestamp");
        Refused(new() { ColumnEncodings = new Dictionary<string, CategoryEncoding> { ["clicks"] = CategoryEncoding.OneHot } }, "option ColumnEncodings: expected names of Categorical columns of the table, but was given 'clicks', which is Numeric");

        static void Refused(FeatureEncoderOptions options, string message) =>
            FluentActions.Invoking(() => FeatureEncoder.Fit(Sessions.Table, options)).Should().Throw<OptionsException>().WithMessage(message);
    }

    [Theory]
    [InlineData(1e39, "column 'a' (row 2): 1E+39 is beyond the range of a 32-bit float, ±3.4028235E+38")]
    [InlineData(-1e300, "column 'a' (row 2): -1E+300 is beyond the range of a 32-bit float, ±3.4028235E+38")]
    public void Fit_ValueTooLargeForAFloat_IsRefusedWithColumnAndRow(double value, string message) =>
        FluentActions.Invoking(() => FeatureEncoder.Fit(Sessions.Column("a", FeatureKind.Numeric, 1, value))).Should().Throw<RecordFormatException>().WithMessage(message).Which.Code.Should().Be("out-of-range");

    [Fact]
    public void Fit_RatioTooLargeForAFloat_NamesBothColumns() =>
        FluentActions.Invoking(() => FeatureEncoder.Fit(Sessions.Pairs((1e30, 1e-30)), new FeatureEncoderOptions { DerivedFeatures = [DerivedFeature.Ratio("a", "b")] }))
            .Should().Throw<RecordFormatException>().WithMessage("column 'a/b' (row 1): 1E+60 is beyond *");

    [Fact]
    public void Fit_RowOrder_ChangesNoFeature()
    {
        var options = new FeatureEncoderOptions { CategoryEncoding = CategoryEncoding.Frequency, TimestampFeatures = TimestampFeatures.ElapsedDays, NumericImputation = Imputation.Median, CategoricalImputation = Imputation.Mode };

        FeatureEncoder forwards = FeatureEncoder.Fit(Sessions.Table, options);
        FeatureEncoder backwards = FeatureEncoder.Fit(Sessions.Table.Select([3, 2, 1, 0]), options);

        backwards.Features.Should().Equal(forwards.Features);
    }

    [Fact]
    public void Fit_ClassesOfOneRow_AreNoted()
    {
        // CONFORMANCE P1: such a text may name a person, and it would stand in the model file.
        Table table = Sessions.Column("city", FeatureKind.Categorical, "Bonn", "Bonn", "Ulm", "Kiel");

        FeatureEncoder.Fit(table).Notes.Should().Equal("city: 2 of its 3 classes stand in one row only, and in the model with their texts; MinCategoryCount leaves rare ones out");
        FeatureEncoder strict = FeatureEncoder.Fit(table, new FeatureEncoderOptions { MinCategoryCount = 2 });
        strict.ClassesOf(0)!.Classes.Should().Equal("Bonn");
        strict.Notes.Should().NotContain(note => note.Contains("one row only"));
    }

    [Fact]
    public void FitAndEncode_Cancelled_Stop()
    {
        var cancelled = new CancellationToken(canceled: true);

        FluentActions.Invoking(() => FeatureEncoder.Fit(Sessions.Table, null, cancelled)).Should().Throw<OperationCanceledException>();
        FluentActions.Invoking(() => FeatureEncoder.Fit(Sessions.Table).Encode(Sessions.Table, cancelled)).Should().Throw<OperationCanceledException>();
    }
}
