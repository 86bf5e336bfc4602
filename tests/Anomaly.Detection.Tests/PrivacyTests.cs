using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>CONFORMANCE P1: what names a person does not leave the building with the model.</summary>
public sealed class PrivacyTests
{
    private const string Rare = "only-one-person-lives-here";

    [Theory]
    [InlineData(1, true)]
    [InlineData(5, false)]
    public void Save_TextOfOneRow_StandsInTheFileOnlyIfRareClassesAreKept(int minCategoryCount, bool isThere) =>
        ModelOf(minCategoryCount).Contains(Rare, StringComparison.Ordinal).Should().Be(isThere);

    [Fact]
    public void Save_Identifiers_DoNotStandInTheFile() => ModelOf(5).Should().NotContain("person-17");

    [Fact]
    public void Save_ExcludedColumn_DoesNotStandInTheFile() => ModelOf(5).Should().NotContain("98765432", "the baseline tells of columns that feed a feature only");

    private static string ModelOf(int minCategoryCount)
    {
        var builder = new TableBuilder(["id", "city", "clicks", "customer"]);
        for (int row = 0; row < 60; row++)
        {
            builder.Add(0, $"person-{row}");
            builder.Add(1, row == 7 ? Rare : row % 2 == 0 ? "Bonn" : "Ulm");
            builder.Add(2, row);
            builder.Add(3, 98_765_432 + (row % 7));
            builder.EndRow(row % 3 == 0);
        }

        var trainer = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Learner = new RandomForestOptions { TreeCount = 5 },
            Encoder = new FeatureEncoderOptions { MinCategoryCount = minCategoryCount },
            Exclude = ["customer"],
        });
        using var file = new MemoryStream();
        trainer.Train(builder.Build()).Artifact.Save(file);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
