using System.Text.RegularExpressions;

namespace Anomaly.Detection.Tests.House;

/// <summary>Nothing in the repository knows the machine it was written on, or where its packages came from.</summary>
public sealed partial class TrackedFilesTests
{
    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".json", ".xml", ".config", ".template", ".txt", ".py", ".html", ".css", ".js", ".yml", ".editorconfig", ".gitignore", ".gitattributes", "run"];

    private static readonly string[] LeftOut = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".git", ".vs"];

    [Fact]
    public void Files_All_NameNoMachinePathAndNoRegistry()
    {
        string[] files = [.. TextFiles(new DirectoryInfo(RepositoryRoot.Folder))];

        files.Should().Contain("README.md").And.Contain(".ci/run");
        files.Where(file => file != "tests/Anomaly.Detection.Tests/House/TrackedFilesTests.cs")
            .SelectMany(file => Faults(file, File.ReadAllText(RepositoryRoot.Combine(file))))
            .Should().BeEmpty();
    }

    [Theory]
    [InlineData("see /home/someone/code", "/home/someone/code")]
    [InlineData("open /work/data.csv", "/work/data.csv")]
    [InlineData("\"/tmp/x\"", "/tmp/x")]
    [InlineData(@"C:\Users\someone", @"C:\Users\someone")]
    [InlineData("from api.nuget.org", "api.nuget.org")]
    [InlineData("value=\"https://packages.example/v3/index.json\"", "https://packages.example/v3/index.json")]
    [InlineData("pip install from pypi.org", "pypi.org")]
    public void Faults_TextWithAPathOrARegistry_AreNamed(string text, string found) =>
        Faults("file.md", "first line\n" + text).Should().ContainSingle().Which.Should().Be($"file.md(2): {found}");

    [Theory]
    [InlineData("https://learn.microsoft.com/dotnet")]
    [InlineData("the network /proc/self, a frame/work/shop, ../shared/data")]
    [InlineData("Path.GetTempPath()")]
    public void Faults_HarmlessText_AreNone(string text) => Faults("file.md", text).Should().BeEmpty();

    private static IEnumerable<string> Faults(string file, string text) =>
        from line in text.Split('\n').Select((content, index) => (Content: content, Number: index + 1))
        from Match match in MachinePathOrRegistry().Matches(line.Content)
        select $"{file}({line.Number}): {match.Value}";

    private static IEnumerable<string> TextFiles(DirectoryInfo folder)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo inner)
            {
                if (LeftOut.Contains(inner.Name)) continue;
                foreach (string file in TextFiles(inner)) yield return file;
            }
            else if (TextEndings.Any(ending => entry.Name.EndsWith(ending, StringComparison.Ordinal)) && entry.Name != "packages.lock.json")
            {
                yield return Path.GetRelativePath(RepositoryRoot.Folder, entry.FullName).Replace('\\', '/');
            }
        }
    }

    [GeneratedRegex(@"(?<![\w./])/(?:home|work|tmp|Users|root/\.)/?[\w./-]+|[A-Z]:\\(?:Users|Windows)\\\w+|(?:api\.|www\.)?nuget\.org|https?://[^\s""'<]*/index\.json|nuget\.pkg\.github\.com|pkgs\.dev\.azure\.com|pypi\.org|registry\.npmjs\.org")]
    private static partial Regex MachinePathOrRegistry();
}
