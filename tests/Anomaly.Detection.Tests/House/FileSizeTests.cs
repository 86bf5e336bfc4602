namespace Anomaly.Detection.Tests.House;

public sealed class FileSizeTests
{
    // One concept a file, typically 40 to 150 lines; past this look for the second idea.
    private const int MaximumLines = 300;

    [Fact]
    public void Sources_All_AreReadableInOneSitting() =>
        SourceFiles.Paths.Select(path => (Path: path, Lines: File.ReadLines(RepositoryRoot.Combine("src", path)).Count()))
            .Where(file => file.Lines > MaximumLines)
            .Should().BeEmpty("no file may be longer than {0} lines", MaximumLines);
}
