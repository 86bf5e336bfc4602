namespace Anomaly.Detection.Tool.Tests;

/// <summary>The command as a process of its own: pipes, signals, streams that are closed, terminals of all kinds.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly SessionFiles _files = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _files.Dispose();
        _folder.Dispose();
    }

    [RequiresTheory(Requirement.Unix)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Score_SignalWhileRowsAreAwaited_LeavesNoFileAndEndsWith130(string signal)
    {
        // Some rows come and then none for a long time: it waits for standard input, with its output begun. Job control, as a background job of a script ignores Ctrl-C.
        ChildResult result = Bash($$"""
            set -m
            mkfifo rows
            (cat '{{_files.Judge}}'; sleep 60) > rows &
            anomaly score - --model '{{_files.Model}}' --out out.csv < rows &
            tool=$!
            for i in $(seq 300); do ls -A | grep -q tmp && break; sleep 0.1; done
            ls -A | grep tmp
            kill -{{signal}} $tool
            wait $tool
            echo "code $?"
            kill %1
            rm rows
            ls -A
            """);

        string[] lines = result.Output.Split(Environment.NewLine);
        lines[0].Should().StartWith(".out.csv.").And.EndWith(".tmp");
        result.Output.Should().Contain("anomaly: cancelled").And.Contain("code 130");
        lines[^1].Should().Be("bin", "no part of the output may be left");
    }

    [RequiresFact(Requirement.Unix)]
    public void Score_ReaderThatLeaves_EndsSoonAndQuietly()
    {
        // The rows never end: who only stopped reading them at their end would not stop.
        ChildResult result = Bash($"""
            (cat '{_files.Judge}'; while tail -n +2 '{_files.Judge}'; do :; done) 2>/dev/null | anomaly score - --model '{_files.Model}' | head -n 2
            echo "codes $(( PIPESTATUS[1] )) $(( PIPESTATUS[2] ))"
            """);

        result.Error.Should().BeEmpty();
        result.Output.Should().StartWith("is_anomaly,").And.EndWith("codes 0 0");
    }

    [RequiresFact(Requirement.Unix)]
    public void Score_ClosedStandardInput_IsAnErrorAndNoCrash()
    {
        ChildResult result = Bash($"anomaly score - --model '{_files.Model}' <&-; echo code $?");

        result.Output.Should().Contain("anomaly: standard input is closed").And.EndWith("code 5");
    }

    [RequiresFact(Requirement.Unix)]
    public void Score_ProcessSubstitutionAndNamedPipe_AreWrittenDirectly()
    {
        ChildResult result = Bash($"""
            mkfifo pipe
            wc -l < pipe &
            anomaly score '{_files.Judge}' --model '{_files.Model}' --out pipe --quiet
            wait
            [ -p pipe ] && echo still a pipe
            """);

        result.Output.Split(Environment.NewLine).Should().Equal("401", "still a pipe");
    }

    [RequiresFact(Requirement.Unix)]
    public void Output_OfAnOldFile_KeepsItsRightsAndItsLink()
    {
        ChildResult result = Bash($"""
            mkdir real
            echo old > real/scores.csv
            chmod 640 real/scores.csv
            ln -s real/scores.csv scores.csv
            anomaly score '{_files.Judge}' --model '{_files.Model}' --out scores.csv --quiet
            stat -c %a real/scores.csv
            [ -L scores.csv ] && wc -l < scores.csv
            ls -A real
            """);

        result.Output.Split(Environment.NewLine).Should().Equal("640", "401", "scores.csv");
    }

    [RequiresTheory(Requirement.Script)]
    [InlineData("NO_COLOR=1 TERM=xterm-256color", 60)]
    [InlineData("TERM=dumb", 60)]
    [InlineData("TERM=xterm-256color", 50)]
    public void Inspect_OnAScreen_FitsItAndColoursNothing(string environment, int columns)
    {
        // script(1) gives it a terminal.
        ChildResult result = Bash($"""
            {environment} script -qec "stty cols {columns}; anomaly inspect '{_files.Model}' --tree 0 --depth 1; anomaly inspect '{_files.Model}'" /dev/null < /dev/null
            """);

        result.ExitCode.Should().Be(0);
        result.Output.Should().Contain("random-forest, trained by").And.NotContain("\u001b[3").And.NotContain("\u001b[4");
    }

    private ChildResult Bash(string script) => ShellTool.Run("bash", script, _folder);
}
