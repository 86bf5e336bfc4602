using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests;

public sealed class ColumnSharesTests
{
    // number, other: two numbers and their ratio and difference; city: one-hot and frequency are of one column; at: hour and weekday; id feeds nothing.
    private static readonly FeatureSchema Schema = new(
        new FeatureColumn("id", FeatureKind.Identifier),
        new FeatureColumn("number", FeatureKind.Numeric),
        new FeatureColumn("city", FeatureKind.Categorical),
        new FeatureColumn("at", FeatureKind.Timestamp),
        new FeatureColumn("unused", FeatureKind.Numeric),
        new FeatureColumn("other", FeatureKind.Numeric));

    private static readonly FeatureEncoder Encoder = FeatureEncoder.FromParts(
        Schema,
        [null, null, LabelEncoder.FromClasses(["Bonn", "Ulm"]), null, null, null],
        [
            new EncodedFeature { Name = "number", Operation = FeatureOperation.Value, Source = 1 },
            new EncodedFeature { Name = "number/other", Operation = FeatureOperation.Ratio, Source = 1, SecondSource = 5 },
            new EncodedFeature { Name = "city=Bonn", Operation = FeatureOperation.OneHot, Source = 2, ClassCode = 0 },
            new EncodedFeature { Name = "city=Ulm", Operation = FeatureOperation.OneHot, Source = 2, ClassCode = 1 },
            new EncodedFeature { Name = "city.share", Operation = FeatureOperation.Frequency, Source = 2, Frequencies = [0.5, 0.5] },
            new EncodedFeature { Name = "at.hour", Operation = FeatureOperation.HourOfDay, Source = 3 },
            new EncodedFeature { Name = "at.weekday", Operation = FeatureOperation.DayOfWeek, Source = 3 },
            new EncodedFeature { Name = "other-number", Operation = FeatureOperation.Difference, Source = 5, SecondSource = 1 },
        ],
        scaler: null);

    [Fact]
    public void Columns_AreThoseThatFeedAFeature() => new ColumnShares(Encoder).Columns.Should().Equal(1, 2, 3, 5);

    [Fact]
    public void Add_WorkedByHand_GivesColumnsTheirOwn()
    {
        double[] columns = new double[6];
        columns[4] = 99;

        new ColumnShares(Encoder).Add([1, 0.5, 2, -0.25, 0.125, 3, -1, 0.25], columns);

        // number: 1 + half of 0.5 + half of 0.25; city: 2 − 0.25 + 0.125; at: 3 − 1; other: half of 0.5 + half of 0.25.
        columns.Should().Equal(0, 1.375, 1.875, 2, 0, 0.375);
    }

    [Fact]
    public void Add_RandomContributions_EqualsTheReferenceAndKeepsTheSum()
    {
        var shares = new ColumnShares(Encoder);
        var random = new RandomStream(3);
        for (int repeat = 0; repeat < 200; repeat++)
        {
            double[] features = new double[Encoder.FeatureCount];
            for (int i = 0; i < features.Length; i++) features[i] = random.NextDouble() - 0.5;
            double[] columns = new double[Schema.Count];
            shares.Add(features, columns);

            columns.Sum().Should().BeApproximately(features.Sum(), 1e-12);
            for (int column = 0; column < columns.Length; column++)
            {
                double expected = Encoder.Features.Select((feature, i) => features[i] * ShareOf(feature, column)).Sum();
                columns[column].Should().BeApproximately(expected, 1e-15);
            }
        }
    }

    private static double ShareOf(EncodedFeature feature, int column) =>
        feature.HasTwoSources ? ((feature.Source == column ? 0.5 : 0) + (feature.SecondSource == column ? 0.5 : 0)) : feature.Source == column ? 1 : 0;
}
