namespace Anomaly.Detection.Tests.House;

/// <summary>README and docs show only code that is compiled and run, commands that the continuous build runs, and links that lead somewhere.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Commands = ["dotnet test -c Release", "dotnet run -c Release --project samples/Quickstart"];

    private static readonly Lazy<MarkdownPage> Readme = new(() => Open("README.md"));

    // What a gallery shows of the packages, where there are no files to link to.
    private static readonly Lazy<MarkdownPage> PackagePage = new(() => Open("README.package.md"));

    private static readonly string[] PagesOfDetectors = [Path.Combine("docs", "isolation-forest.md"), Path.Combine("docs", "one-class-svm.md")];

    private static readonly string[] PagesOnJudging = [.. new[] { "auditing.md", "cross-validation.md", "probabilities.md", "report.md", "thresholds.md" }.Select(page => Path.Combine("docs", page))];

    private static readonly string[] PagesOnExplaining = [Path.Combine("docs", "explaining.md")];

    private static readonly string[] PagesToBeginWith = [.. new[] { "getting-started.md", "migrating-from-scikit-learn.md" }.Select(page => Path.Combine("docs", page))];

    // Which file runs the examples of which pages.
    private static readonly (string Source, string[] Pages)[] Examples =
    [
        ("ReadmeExamples.cs", ["README.md", "README.package.md"]),
        ("DocsExamples.cs", [.. Directory.GetFiles(RepositoryRoot.Combine("docs"), "*.md").Select(page => Path.Combine("docs", Path.GetFileName(page))).Except([.. PagesOfDetectors, .. PagesOnJudging, .. PagesOnExplaining, .. PagesToBeginWith])]),
        ("DetectorExamples.cs", PagesOfDetectors),
        ("JudgingExamples.cs", PagesOnJudging),
        ("ExplainingExamples.cs", PagesOnExplaining),
        ("GuideExamples.cs", PagesToBeginWith),
    ];

    private static readonly string Page = string.Join('\n', "Text.", "<!-- example: Sum -->", "```csharp", "using System.Text;", "", "int a = 1;", "if (a > 0)", "    a++;", "", "record R;", "```");

    private static readonly string Code = string.Join('\n', "using System.Text;", "class T {", "        // example: Sum", "        int a = 1;", "        if (a > 0)", "            a++;", "        // end of example", "    // example: Sum", "    record R;", "    // end of example", "}");

    [Fact]
    public void Examples_All_AreTheCodeThatTestsRun()
    {
        foreach ((string source, string[] pages) in Examples)
        {
            ExampleSource code = CodeOf(source);
            (string Page, CodeBlock Block)[] shown = [.. pages.SelectMany(page => BlocksOf(page).Where(block => block.Language is "csharp" or "cs" or "c#").Select(block => (page, block)))];

            shown.Should().NotBeEmpty();
            shown.Select(example => code.FindDifference(example.Block) is { } difference ? $"{example.Page}: {difference}" : null).OfType<string>().Should().BeEmpty();
        }
    }

    [Fact]
    public void Examples_InTheTests_AllStandOnAPage()
    {
        foreach ((string source, string[] pages) in Examples)
        {
            CodeOf(source).Examples.Keys.Should().BeSubsetOf(pages.SelectMany(BlocksOf).Select(block => block.Example ?? ""));
        }
    }

    [Fact]
    public void Commands_Both_StandInTheReadmeAsLinesOfTheirOwn() =>
        Readme.Value.Blocks.Where(block => block.Language == "bash").SelectMany(block => block.Lines).Should().Contain(Commands);

    [Fact]
    public void Commands_Both_AreWhatTheContinuousBuildRuns()
    {
        string script = File.ReadAllText(RepositoryRoot.Combine(".ci", "run"));

        script.Should().ContainAll(Commands);
    }

    [Fact]
    public void Links_OfAllPages_LeadToFiles()
    {
        string[] folders = [RepositoryRoot.Folder, RepositoryRoot.Combine("docs"), RepositoryRoot.Combine("benchmarks")];

        IEnumerable<string> broken =
            from folder in folders
            from page in Directory.GetFiles(folder, "*.md")
            from link in MarkdownPage.Parse(File.ReadAllText(page)).RelativeLinks
            where !Path.Exists(Path.Combine(folder, Uri.UnescapeDataString(link)))
            select $"{Path.GetRelativePath(RepositoryRoot.Folder, page)}: {link}";

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Guide_Index_LeadsToEveryPage() =>
        Open(Path.Combine("docs", "README.md")).RelativeLinks.Should().Contain(Directory.GetFiles(RepositoryRoot.Combine("docs"), "*.md").Select(page => Path.GetFileName(page)!).Where(page => page != "README.md"));

    [Fact]
    public void Links_OfThePackagePage_AreNone() => PackagePage.Value.RelativeLinks.Should().BeEmpty();

    [Fact]
    public void RelativeLinks_AllKinds_AreFound() =>
        MarkdownPage.Parse("[a](docs/a.md) and ![b](b.png), [c](https://example.org), [d](#here), [e](e.md#part), `[f](f.md)`\n```\n[g](g.md)\n```\n")
            .RelativeLinks.Should().Equal("docs/a.md", "b.png", "e.md");

    [Fact]
    public void FindDifference_SameCode_IsNone() =>
        Difference(Page, Code).Should().BeNull();

    [Theory]
    [InlineData("int a = 1;", "int a = 2;", "shows 'int a = 2;', but the test runs 'int a = 1;'")]
    [InlineData("    a++;", "  a++;", "shows '  a++;', but the test runs '    a++;'")]
    [InlineData("record R;", "record R;\nrecord S;", "shows 'record S;', but the test runs '(end)'")]
    [InlineData("\n\nrecord R;", "", "shows '(end)', but the test runs ''")]
    [InlineData("using System.Text;", "using System.Xml;", "the test has no 'using System.Xml;'")]
    [InlineData("<!-- example: Sum -->", "", "no test runs it")]
    [InlineData("<!-- example: Sum -->", "<!-- example: Other -->", "no test has an example Other")]
    [InlineData("<!-- example: Sum -->", "<!-- example: Sum -->\nMore text.", "no test runs it")]
    public void FindDifference_PageChanged_NamesLineAndBoth(string old, string changed, string difference) =>
        Difference(Page.Replace(old, changed), Code).Should().MatchRegex("^line [0-9]+: ").And.Contain(difference);

    private static MarkdownPage Open(string page) => MarkdownPage.Parse(File.ReadAllText(RepositoryRoot.Combine(page)));

    private static ExampleSource CodeOf(string source) =>
        ExampleSource.Parse(File.ReadAllText(RepositoryRoot.Combine("tests", "Anomaly.Detection.Tests", "House", source)));

    private static IReadOnlyList<CodeBlock> BlocksOf(string page) => Open(page).Blocks;

    private static string? Difference(string page, string code) =>
        ExampleSource.Parse(code).FindDifference(MarkdownPage.Parse(page).Blocks.Should().ContainSingle().Subject);
}
