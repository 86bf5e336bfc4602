namespace Anomaly.Detection.Tests.House;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Fact]
    public void RunDotnet_Version_ReturnsCodeAndOutput()
    {
        ChildResult result = ChildProcess.RunDotnet(["--version"], Deadline);

        result.ExitCode.Should().Be(0);
        result.Output.Should().StartWith("10.");
    }

    [Fact]
    public void RunDotnet_UnknownCommand_ReturnsItsErrorCode() =>
        ChildProcess.RunDotnet(["no-such-command-at-all"], Deadline).ExitCode.Should().NotBe(0);
}
