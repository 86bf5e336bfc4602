namespace Anomaly.Detection.Tests.House;

/// <summary>The library in a natively compiled program: no trim or AOT warning, and it does its job there.</summary>
public sealed class AotProgramTests
{
    private const string Program = "Anomaly.Detection.AotProgram";

    [RequiresFact(Requirement.NativeToolchain)]
    public void Publish_Natively_HasNoWarningAndRuns()
    {
        // Objects and packages lists of this build go to a folder of its own, so that it disturbs no other build of the same projects.
        using var folder = new TemporaryFolder();
        string project = RepositoryRoot.Combine("tests", Program, Program + ".csproj");
        string output = folder.Combine("published");

        ChildResult publish = ChildProcess.RunDotnet(
            ["publish", project, "-c", "Release", "-p:PublishNatively=true", "--artifacts-path", folder.Combine("build"), "-o", output],
            TimeSpan.FromMinutes(10));

        publish.ExitCode.Should().Be(0, "publishing printed {0}", publish.Output);
        publish.Output.Should().NotContainAny("warning IL", "error IL", ": warning ");

        ChildResult run = ChildProcess.Run(Path.Combine(output, Program), [], TimeSpan.FromMinutes(1), new Dictionary<string, string?> { [CultureData.InvariantVariable] = "1" });

        run.ExitCode.Should().Be(0, "the program printed {0}", run.Output);
        run.Output.Should().MatchRegex(@"(?m)^native: [1-9][0-9]* steps held, 0 failed$");
        TrainingProgram.HashesIn(run.Output).Should().Be(TrainingProgram.Plain.Value, "native code trains the same model, to the byte, and scores the same");
    }
}
