using System.Text;
using Anomaly.Detection.Tests.House;

namespace Anomaly.Detection.Tool.Tests.Docs;

/// <summary>Runs the commands on the pages, each page from top to bottom in a folder of its own, as a reader would type them.</summary>
public sealed class ShellExamplesTests
{
    private const string Language = "sh";

    [Fact]
    public void Of_Block_SplitsCommandsAndReadsExitCodes() =>
        ShellLine.Of(["anomaly a # exit code 3", "", "cat > x <<'END'", "[1]", "END", "anomaly b"], first: 10).Should().Equal(
            new ShellLine("anomaly a # exit code 3", 3, 10),
            new ShellLine("cat > x <<'END'\n[1]\nEND", 0, 12),
            new ShellLine("anomaly b", 0, 15));

    [Fact]
    public void Pages_WithCommands_AreTheseThatAreRun() =>
        Directory.GetFiles(RepositoryRoot.Folder, "*.md").Concat(Directory.GetFiles(RepositoryRoot.Combine("docs"), "*.md"))
            .Where(page => CommandsOf(page).Count > 0)
            .Select(page => Path.GetRelativePath(RepositoryRoot.Folder, page).Replace('\\', '/'))
            .Should().BeEquivalentTo("README.md", "docs/getting-started.md", "docs/migrating-from-scikit-learn.md", "docs/tool.md");

    [RequiresTheory(Requirement.Unix)]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/migrating-from-scikit-learn.md")]
    [InlineData("docs/tool.md")]
    public void Commands_OfAPage_EndAsThePageSays(string page)
    {
        IReadOnlyList<ShellLine> commands = CommandsOf(RepositoryRoot.Combine(page));
        using var folder = new TemporaryFolder();
        string tool = ShellTool.Install(folder);
        string script = folder.Combine("page.sh");
        File.WriteAllText(script, ScriptOf(commands));
        string work = Directory.CreateDirectory(folder.Combine("work")).FullName;
        var environment = new Dictionary<string, string?> { ["PATH"] = tool + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") };

        ChildResult result = ChildProcess.Run("sh", [script], TimeSpan.FromMinutes(5), environment, work);

        commands.Should().Contain(command => command.Text.StartsWith("anomaly "));
        result.ExitCode.Should().Be(0, "{0} printed {1}", page, result.Output);
    }

    private static List<ShellLine> CommandsOf(string page) =>
        [.. MarkdownPage.Parse(File.ReadAllText(page)).Blocks.Where(block => block.Language == Language).SelectMany(block => ShellLine.Of(block.Lines, block.Line + 1))];

    // Each command in turn; the first that ends otherwise than it should ends the script.
    private static string ScriptOf(IReadOnlyList<ShellLine> commands)
    {
        var script = new StringBuilder();
        foreach (ShellLine command in commands)
        {
            script.Append(FormattableString.Invariant($"echo '--- line {command.Number}'\n{command.Text}\ncode=$?\n"));
            script.Append(FormattableString.Invariant($"if [ $code -ne {command.ExitCode} ]; then echo \"line {command.Number}: exit code $code, expected {command.ExitCode}\"; exit 1; fi\n"));
        }

        return script.ToString();
    }
}
