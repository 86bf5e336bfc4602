using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Artifacts;

/// <summary>Files of isolation forests, one-class SVMs and ensembles: whole ones come back to the byte, bad ones are refused by code and place.</summary>
public class OtherModelFileTests
{
    private const int Isolation = 1, Svm = 2, Ensemble = 3, Isotonic = 4, Weights = 5;

    // which sample, old text, its replacement, code, place
    public static TheoryData<int, string, string, string, string> Cases { get; } = new()
    {
        { Isolation, "\"sample_size\": 8", "\"sample_size\": 0", "out-of-range", "model.sample_size" },
        { Isolation, "\"sample_size\": 8", "\"sample_size\": 2147483648", "out-of-range", "model.sample_size" },
        { Isolation, "\"path_lengths\": \"approximate\"", "\"path_lengths\": \"none\"", "unknown-value", "model.path_lengths" },
        { Isolation, "\"offset\": 0.625", "\"offset\": 1.5", "out-of-range", "model.offset" },
        { Isolation, "\"feature\": [0,2]", "\"feature\": [0,3]", "out-of-range", "model.projections[0].feature[1]" },
        { Isolation, "\"feature\": [0,2]", "\"feature\": [2,0]", "not-sorted", "model.projections[0].feature" },
        { Isolation, "\"feature\": [1]", "\"feature\": [1,2]", "wrong-length", "model.projections[1].values" },
        { Isolation, "\"values\": [-1,0.25,3]", "\"values\": [-1,3,0.25]", "inconsistent", "model.projections[1].values" },
        { Isolation, "\"weight\": [0.5,-0.1]", "\"weight\": [0.5]", "wrong-length", "model.projections[0].weight" },
        { Isolation, "\"weight\": [0.5,-0.1]", "\"weight\": [0.5,1e400]", "not-finite", "model.projections[0].weight[1]" },
        { Isolation, "\"point\": [1,2.5]", "\"point\": [1,1e39]", "out-of-range", "model.projections[0].point[1]" },
        { Isolation, "[3,-1,0,-1,-1]", "[5,-1,0,-1,-1]", "out-of-range", "model.trees[0].feature[0]" },
        { Isolation, "\"value\": [2,1.5,3.25]", "\"value\": [-2,1.5,3.25]", "out-of-range", "model.trees[0].value[0]" },
        { Isolation, "\"value\": [2,1.5,3.25]", "\"value\": [2e9,1.5,3.25]", "out-of-range", "model.trees[0].value[0]" },
        { Isolation, "\"spread\": 0.125", "\"spread\": 0", "out-of-range", "calibration.spread" },
        { Isolation, "\"type\": \"margin\"", "\"type\": \"sigmoid\"", "missing-field", "calibration.slope" },
        { Isolation, "\"type\": \"isolation-forest\"", "\"type\": \"random-forest\"", "missing-field", "model.trees" },
        { Svm, "\"type\": \"polynomial\"", "\"type\": \"cubic\"", "unknown-value", "model.kernel.type" },
        { Svm, "\"gamma\": 0.3", "\"gamma\": 0", "out-of-range", "model.kernel.gamma" },
        { Svm, "\"degree\": 3", "\"degree\": 21", "out-of-range", "model.kernel.degree" },
        { Svm, "\"coef0\": 0.5", "\"coef0\": 1e300", "out-of-range", "model.kernel.coef0" },
        { Svm, "\"rho\": 1.75", "\"rho\": 1e999", "not-finite", "model.rho" },
        { Svm, "\"coefficients\": [1,0.2]", "\"coefficients\": [1,0]", "out-of-range", "model.coefficients[1]" },
        { Svm, "\"coefficients\": [1,0.2]", "\"coefficients\": [1.5,0.2]", "inconsistent", "model.support_vectors" },
        { Svm, "\"coefficients\": [1,0.2]", "\"coefficients\": []", "over-limit", "model.support_vectors[0]" },
        { Svm, "\"coefficients\": [1,0.2]", "\"coefficients\": [1,0.2,1]", "wrong-length", "model.support_vectors" },
        { Svm, "[1,2,3]", "[1,2]", "wrong-length", "model.support_vectors[0]" },
        { Svm, "[1,2,3]", "[1,2,1e39]", "out-of-range", "model.support_vectors[0][2]" },
        { Svm, "\"slope\": 0.75", "\"slope\": -1", "out-of-range", "calibration.slope" },
        { Svm, "\"calibration\": {\n    \"type\": \"sigmoid\",\n    \"slope\": 0.75,\n    \"intercept\": -2.5\n  },\n  ", "", "inconsistent", "" },
        { Ensemble, "\"weight\": 0.5", "\"weight\": 0", "out-of-range", "model.members[0].weight" },
        { Ensemble, "\"type\": \"random-forest\"", "\"type\": \"ensemble\"", "unknown-value", "model.members[0].model.type" },
        { Ensemble, "\"feature_count\": 3,\n          \"trees\"", "\"feature_count\": 4,\n          \"trees\"", "out-of-range", "model.members[0].model.feature_count" },
        { Isotonic, "\"scores\": [-0.5,0.25,1E+300]", "\"scores\": [-0.5,-0.5,1E+300]", "inconsistent", "calibration.probabilities" },
        { Isotonic, "\"scores\": [-0.5,0.25,1E+300]", "\"scores\": [-0.5,0.25,1E+309]", "not-finite", "calibration.scores[2]" },
        { Isotonic, "\"scores\": [-0.5,0.25,1E+300]", "\"scores\": []", "wrong-length", "calibration.scores" },
        { Isotonic, "\"probabilities\": [0,0.125,0.875]", "\"probabilities\": [0,0.125]", "wrong-length", "calibration.probabilities" },
        { Isotonic, "\"probabilities\": [0,0.125,0.875]", "\"probabilities\": [0,0.125,1.5]", "out-of-range", "calibration.probabilities[2]" },
        { Isotonic, "\"probabilities\": [0,0.125,0.875]", "\"probabilities\": [0,0.125,0.1]", "inconsistent", "calibration.probabilities" },
        { Isotonic, "\"base_rate\": 0.1", "\"base_rate\": 1", "out-of-range", "calibration.base_rate" },
        { Isotonic, "\"base_rate\": 0.1", "\"prior\": 0.1", "missing-field", "calibration.prior" },
        { Weights, "\"normal_weight\": 0.75", "\"normal_weight\": 0", "out-of-range", "calibration.normal_weight" },
        { Weights, "\"anomaly_weight\": 12.5", "\"anomaly_weight\": 1e31", "out-of-range", "calibration.anomaly_weight" },
        { Weights, "\"prior\": 0.01", "\"prior\": 0", "out-of-range", "calibration.prior" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_BadPart_NamesCodeAndPlace(int sample, string old, string replacement, string code, string place)
    {
        byte[] file = Samples.With(Samples.OneOfEachModel()[sample], old, replacement);

        ModelFormatException exception = FluentActions.Invoking(() => DetectorArtifact.Load(file)).Should().Throw<ModelFormatException>().Which;

        exception.Code.Should().Be(code, exception.Message);
        exception.Place.Should().Be(place, exception.Message);
    }

    [Fact]
    public void Load_EachModel_SavesTheSameBytes()
    {
        foreach (DetectorArtifact artifact in Samples.OneOfEachModel())
        {
            byte[] file = Samples.Save(artifact);
            var loaded = DetectorArtifact.Load(file);

            Samples.Save(loaded).Should().Equal(file);
            loaded.Calibration.Should().Be(artifact.Calibration);
            var random = new RandomStream(4);
            for (int i = 0; i < 20; i++)
            {
                float[] row = [.. Enumerable.Range(0, artifact.Model.FeatureCount).Select(_ => (float)(random.NextDouble() * 8) - 4)];
                loaded.Model.Score(row).Should().Be(artifact.Model.Score(row));
            }
        }
    }

    [Fact]
    public void Load_MoreSupportVectorsThanTheLimit_IsRefused()
    {
        byte[] file = Samples.Save(Samples.OneOfEachModel()[Svm]);

        FluentActions.Invoking(() => DetectorArtifact.Load(file, new ArtifactLoadOptions { MaxSupportVectors = 1 })).Should().Throw<ModelFormatException>().Which.Code.Should().Be("over-limit");
    }

    // Every mutant is refused with a code, or is another right model that is saved as it was read.
    [Fact]
    public void Load_Mutants_AreRefusedOrByteStable()
    {
        var random = new RandomStream(11);
        int accepted = 0;
        foreach (DetectorArtifact artifact in Samples.OneOfEachModel())
        {
            byte[] whole = Samples.Save(artifact);
            for (int mutant = 0; mutant < 3_000; mutant++)
            {
                byte[] file = (byte[])whole.Clone();
                int changes = 1 + random.NextInt(3);
                for (int change = 0; change < changes; change++)
                {
                    int at = random.NextInt(file.Length);
                    file[at] = random.NextInt(2) == 0 ? (byte)random.NextInt(256) : file[random.NextInt(file.Length)];
                }

                file = Samples.Restamp(file);
                try
                {
                    var loaded = DetectorArtifact.Load(file);
                    accepted++;
                    Samples.Save(loaded).Should().Equal(file);
                    float[] row = new float[loaded.Model.FeatureCount];
                    double.IsNaN(new AnomalyDetectionPredictor(loaded).PredictEncoded(row).AnomalyProbability).Should().BeFalse();
                }
                catch (ModelFormatException exception)
                {
                    exception.Code.Should().NotBeNullOrEmpty();
                }
            }
        }

        accepted.Should().BeGreaterThan(0, "some digits may be others");
    }
}
