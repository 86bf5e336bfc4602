using System.Text.RegularExpressions;

namespace Anomaly.Detection.Tests.House;

/// <summary>One model, to the byte, whatever instructions, compilation, culture, time zone and threads it is trained with.</summary>
public sealed partial class SameBytesTests
{
    // Name and value of one environment variable, and the number of threads.
    public static TheoryData<string, string, int> Surroundings => new()
    {
        { "NONE", "0", 1 },
        { "NONE", "0", 2 },
        { "NONE", "0", 7 },
        { "DOTNET_EnableAVX2", "0", 2 },
        { "DOTNET_EnableAVX512", "0", 2 },
        { "DOTNET_EnableHWIntrinsic", "0", 1 },
        { "DOTNET_PreferredVectorBitWidth", "512", 1 },
        { "DOTNET_TieredCompilation", "0", 2 },
        { "DOTNET_TieredPGO", "0", 2 },
        { "DOTNET_gcServer", "1", 2 },
        { "LANG", "tr_TR.UTF-8", 1 },
        { "LANG", "fa_IR.UTF-8", 1 },
        { "TZ", "Asia/Kathmandu", 1 },
    };

    private static Lazy<string> Expected { get; } = new(() => ModelHash("NONE", "0", 1));

    [Theory]
    [MemberData(nameof(Surroundings))]
    public void Train_OtherSurroundings_SavesTheSameBytes(string variable, string value, int threads)
    {
        string hash = ModelHash(variable, value, threads);

        hash.Should().Be(Expected.Value);
    }

    private static string ModelHash(string variable, string value, int threads)
    {
        string program = BuiltProgram.Assembly("tests", "Anomaly.Detection.AotProgram");
        ChildResult result = ChildProcess.RunDotnet([program, threads.ToString()], TimeSpan.FromMinutes(2), new Dictionary<string, string?> { [variable] = value });
        result.ExitCode.Should().Be(0, "the program printed {0}", result.Output);
        return ModelLine().Match(result.Output).Groups[1].Value;
    }

    [GeneratedRegex("(?m)^model: ([0-9A-F]{64})$")]
    private static partial Regex ModelLine();
}
