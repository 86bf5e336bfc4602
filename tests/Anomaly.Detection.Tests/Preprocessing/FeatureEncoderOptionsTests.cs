using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Preprocessing;

public sealed class FeatureEncoderOptionsTests
{
    public static TheoryData<string, Func<FeatureEncoderOptions>, string> BadValues => new()
    {
        { "CategoryEncoding", () => new() { CategoryEncoding = (CategoryEncoding)3 }, "option CategoryEncoding: expected one of Ordinal, Frequency, OneHot, but was given 3" },
        { "CategoryEncoding", () => new() { CategoryEncoding = (CategoryEncoding)(-1) }, "option CategoryEncoding: expected one of Ordinal, Frequency, OneHot, but was given -1" },
        { "ColumnEncodings", () => new() { ColumnEncodings = null! }, "option ColumnEncodings: expected a dictionary, but was given null" },
        { "ColumnEncodings", () => new() { ColumnEncodings = new Dictionary<string, CategoryEncoding> { ["a"] = (CategoryEncoding)9 } }, "option ColumnEncodings: expected one of Ordinal, Frequency, OneHot, but was given 9" },
        { "MinCategoryCount", () => new() { MinCategoryCount = 0 }, "option MinCategoryCount: expected at least 1, but was given 0" },
        { "MinCategoryCount", () => new() { MinCategoryCount = int.MinValue }, "option MinCategoryCount: expected at least 1, but was given -2147483648" },
        { "MaxCategories", () => new() { MaxCategories = 0 }, "option MaxCategories: expected a whole number in [1, 16777216], but was given 0" },
        { "MaxCategories", () => new() { MaxCategories = 16_777_217 }, "option MaxCategories: expected a whole number in [1, 16777216], but was given 16777217" },
        { "MaxCategories", () => new() { MaxCategories = int.MinValue }, "option MaxCategories: expected a whole number in [1, 16777216], but was given -2147483648" },
        { "NumericImputation", () => new() { NumericImputation = null! }, "option NumericImputation: expected None, Mean, Median, Mode or Constant(number), but was given null" },
        { "NumericImputation", () => new() { NumericImputation = Imputation.Constant("x") }, "option NumericImputation: expected None, Mean, Median, Mode or Constant(number), but was given Constant('x')" },
        { "CategoricalImputation", () => new() { CategoricalImputation = null! }, "option CategoricalImputation: expected None, Mode or Constant(text), but was given null" },
        { "CategoricalImputation", () => new() { CategoricalImputation = Imputation.Mean }, "option CategoricalImputation: expected None, Mode or Constant(text), but was given Mean" },
        { "CategoricalImputation", () => new() { CategoricalImputation = Imputation.Median }, "option CategoricalImputation: expected None, Mode or Constant(text), but was given Median" },
        { "CategoricalImputation", () => new() { CategoricalImputation = Imputation.Constant(1.5) }, "option CategoricalImputation: expected None, Mode or Constant(text), but was given Constant(1.5)" },
        { "Scaling", () => new() { Scaling = (Scaling)3 }, "option Scaling: expected one of Auto, None, Standard, but was given 3" },
        { "TimestampFeatures", () => new() { TimestampFeatures = (TimestampFeatures)8 }, "option TimestampFeatures: expected None or any of HourOfDay, DayOfWeek, ElapsedDays, but was given 8" },
        { "TimestampFeatures", () => new() { TimestampFeatures = (TimestampFeatures)(-1) }, "option TimestampFeatures: expected None or any of HourOfDay, DayOfWeek, ElapsedDays, but was given -1" },
        { "DerivedFeatures", () => new() { DerivedFeatures = null! }, "option DerivedFeatures: expected a list, but was given null" },
        { "DerivedFeatures", () => new() { DerivedFeatures = [null!] }, "option DerivedFeatures: expected features, but was given null" },
        { "DerivedFeatures", () => new() { DerivedFeatures = [DerivedFeature.Ratio("a", "b"), DerivedFeature.Ratio("a", "b")] }, "option DerivedFeatures: expected features that differ, but was given 'a/b' twice" },
        { "Constant", () => new() { NumericImputation = Imputation.Constant(double.NaN) }, "option Constant: expected a number in [*], but was given NaN" },
        { "Constant", () => new() { NumericImputation = Imputation.Constant(double.PositiveInfinity) }, "option Constant: expected a number in [*], but was given *" },
        { "Constant", () => new() { NumericImputation = Imputation.Constant(1e39) }, "option Constant: expected a number in [*], but was given 1E+39" },
        { "Constant", () => new() { CategoricalImputation = Imputation.Constant(null!) }, "option Constant: expected a text, but was given null" },
        { "Constant", () => new() { CategoricalImputation = Imputation.Constant("\uD800") }, "option Constant: expected a text of valid Unicode, but was given *" },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public void Init_ValueOutOfRange_NamesOptionRangeAndValue(string option, Func<FeatureEncoderOptions> make, string message) =>
        FluentActions.Invoking(make).Should().Throw<OptionsException>().WithMessage(message).Which.OptionName.Should().Be(option);

    [Fact]
    public void Default_IsAsDocumented()
    {
        FeatureEncoderOptions options = FeatureEncoderOptions.Default;

        options.CategoryEncoding.Should().Be(CategoryEncoding.Ordinal);
        options.ColumnEncodings.Should().BeEmpty();
        options.MinCategoryCount.Should().Be(1);
        options.MaxCategories.Should().Be(10_000);
        options.NumericImputation.Should().Be(Imputation.None);
        options.CategoricalImputation.Should().Be(Imputation.None);
        options.Scaling.Should().Be(Scaling.Auto);
        options.TimestampFeatures.Should().Be(TimestampFeatures.HourOfDay | TimestampFeatures.DayOfWeek);
        options.ElapsedDaysOrigin.Should().BeNull();
        options.DerivedFeatures.Should().BeEmpty();
    }

    [Fact]
    public void With_ValueOutOfRange_IsRefusedToo() =>
        FluentActions.Invoking(() => FeatureEncoderOptions.Default with { MaxCategories = 0 }).Should().Throw<OptionsException>();

    [Fact]
    public void Init_Collections_AreCopied()
    {
        var encodings = new Dictionary<string, CategoryEncoding> { ["a"] = CategoryEncoding.OneHot };
        DerivedFeature[] derived = [DerivedFeature.Ratio("a", "b")];
        var options = new FeatureEncoderOptions { ColumnEncodings = encodings, DerivedFeatures = derived };

        encodings.Clear();
        derived[0] = DerivedFeature.Difference("a", "b");

        options.ColumnEncodings.Should().ContainKey("a");
        options.DerivedFeatures.Should().Equal(DerivedFeature.Ratio("a", "b"));
    }

    [Fact]
    public void Derived_NamesAndEmptyColumns()
    {
        DerivedFeature.Ratio("clicks_count", "page_views").Name.Should().Be("clicks_count/page_views");
        DerivedFeature.Difference("a", "b").Name.Should().Be("a-b");
        FluentActions.Invoking(() => DerivedFeature.Ratio("", "b")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => DerivedFeature.Difference("a", null!)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Equals_EveryOption_Counts()
    {
        FeatureEncoderOptions[] changed =
        [
            Full() with { CategoryEncoding = CategoryEncoding.Ordinal },
            Full() with { ColumnEncodings = new Dictionary<string, CategoryEncoding> { ["a"] = CategoryEncoding.Ordinal } },
            Full() with { MinCategoryCount = 3 },
            Full() with { MaxCategories = 8 },
            Full() with { NumericImputation = Imputation.Constant(2) },
            Full() with { CategoricalImputation = Imputation.None },
            Full() with { Scaling = Scaling.None },
            Full() with { TimestampFeatures = TimestampFeatures.None },
            Full() with { ElapsedDaysOrigin = null },
            Full() with { DerivedFeatures = [DerivedFeature.Difference("a", "b")] },
        ];

        Full().Should().Be(Full());
        Full().GetHashCode().Should().Be(Full().GetHashCode());
        changed.Where(options => options.Equals(Full())).Should().BeEmpty();
        changed.Should().HaveCount(typeof(FeatureEncoderOptions).GetProperties().Count(property => property.CanWrite), "an option that is not compared would be forgotten here");

        // Made anew each time: no collection is shared.
        static FeatureEncoderOptions Full() => new()
        {
            CategoryEncoding = CategoryEncoding.OneHot,
            ColumnEncodings = new Dictionary<string, CategoryEncoding> { ["a"] = CategoryEncoding.Frequency },
            MinCategoryCount = 2,
            MaxCategories = 7,
            NumericImputation = Imputation.Constant(1),
            CategoricalImputation = Imputation.Mode,
            Scaling = Scaling.Standard,
            TimestampFeatures = TimestampFeatures.HourOfDay,
            ElapsedDaysOrigin = DateTimeOffset.UnixEpoch,
            DerivedFeatures = [DerivedFeature.Ratio("a", "b")],
        };
    }
}
