namespace Anomaly.Detection.Tool.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "anomaly: a command is missing; expected one of *")]
    [InlineData("insect model.json", "anomaly: unknown command 'insect'; did you mean 'inspect'?*")]
    [InlineData("inspect --quite", "anomaly: unknown option '--quite'; did you mean '--quiet'?*")]
    public async Task Run_BadCommandLine_IsOneLineAndExitCode1(string commandLine, string message)
    {
        ToolRun run = await ToolRun.OfAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Notes.Should().Match(message).And.EndWith("--help'.\n");
    }
}
