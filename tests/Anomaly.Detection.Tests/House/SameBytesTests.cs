using Anomaly.Detection.Inference;

namespace Anomaly.Detection.Tests.House;

/// <summary>One model and its scores, to the byte, whatever instructions, compilation, culture, time zone and threads it is trained with.</summary>
public sealed class SameBytesTests
{
    // Name and value of one environment variable, and the number of threads.
    public static TheoryData<string, string, int> Surroundings => new()
    {
        { "NONE", "0", 2 },
        { "NONE", "0", 7 },
        { "NONE", "0", 16 },
        { "DOTNET_EnableAVX2", "0", 2 },
        { "DOTNET_EnableAVX512", "0", 2 },
        { "DOTNET_EnableHWIntrinsic", "0", 1 },
        { "DOTNET_PreferredVectorBitWidth", "512", 1 },
        { "DOTNET_TieredCompilation", "0", 2 },
        { "DOTNET_TieredPGO", "0", 2 },
        { "DOTNET_gcServer", "1", 2 },
        { "TZ", "Asia/Kathmandu", 1 },
    };

    [Theory]
    [MemberData(nameof(Surroundings))]
    public void Train_OtherSurroundings_SavesTheSameBytes(string variable, string value, int threads) =>
        TrainingProgram.HashesIn(TrainingProgram.Run(threads, new Dictionary<string, string?> { [variable] = value })).Should().Be(TrainingProgram.Plain.Value);

    [Theory]
    [InlineData("NONE", ScoringEngine.Blend512)]
    [InlineData("DOTNET_EnableAVX512", ScoringEngine.Blend256)]
    [InlineData("DOTNET_EnableAVX2", ScoringEngine.Walk)]
    [InlineData("DOTNET_EnableHWIntrinsic", ScoringEngine.Walk)]
    public void Score_FewerInstructions_TakesAnotherEngineAndGivesTheSameBits(string variable, ScoringEngine widest)
    {
        string output = TrainingProgram.Run(1, new Dictionary<string, string?> { [variable] = "0" });

        TrainingProgram.EngineIn(output).Should().Be(EngineChoice.Supported.First(engine => engine <= widest).ToString(), "it is the widest that this machine has");
        TrainingProgram.HashesIn(output).Should().Be(TrainingProgram.Plain.Value);
    }

    [Theory]
    [InlineData("walk", "Walk")]
    [InlineData("Reference", "Reference")]
    public void Score_EngineOfTheEnvironment_IsTakenAndGivesTheSameBits(string name, string expected)
    {
        string output = TrainingProgram.Run(1, new Dictionary<string, string?> { [EngineChoice.Variable] = name });

        TrainingProgram.EngineIn(output).Should().Be(expected);
        TrainingProgram.HashesIn(output).Should().Be(TrainingProgram.Plain.Value);
    }

    [RequiresTheory(Requirement.CultureData)]
    [InlineData("tr_TR", "tr-TR 1,5")]
    [InlineData("de_DE", "de-DE 1,5")]
    [InlineData("sv_SE", "sv-SE 1,5")]
    [InlineData("fa_IR", "fa-IR 1\u066B5")]
    public void Train_OtherCulture_SavesTheSameBytes(string language, string expectedCulture)
    {
        string output = TrainingProgram.Run(1, new Dictionary<string, string?> { ["LC_ALL"] = language + ".UTF-8", [CultureData.InvariantVariable] = "0" });

        output.Should().Contain("culture: " + expectedCulture, "the program must really run under that culture");
        TrainingProgram.HashesIn(output).Should().Be(TrainingProgram.Plain.Value);
    }
}
