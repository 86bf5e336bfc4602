namespace Anomaly.Detection.Tests.House;

public sealed class RequirementsTests
{
    [Fact]
    public void ReasonToSkip_NothingAbsent_IsNull() =>
        Requirements.ReasonToSkip(null, [Requirement.SharedData, Requirement.NativeToolchain], _ => null).Should().BeNull();

    [Fact]
    public void ReasonToSkip_SecondAbsent_SaysWhyAndHowToInsist() =>
        Requirements.ReasonToSkip(null, [Requirement.SharedData, Requirement.NativeToolchain], requirement => requirement == Requirement.NativeToolchain ? "no linker" : null)
            .Should().Be("no linker (ANOMALY_REQUIRE_ALL=1 makes this a failure)");

    [Fact]
    public void ReasonToSkip_AbsentButAllRequired_IsNullSoThatTheTestFails() =>
        Requirements.ReasonToSkip("1", [Requirement.SharedData], _ => "no data").Should().BeNull();

    [Fact]
    public void Locate_VariableSet_WinsOverTheFolderBesideTheRepository()
    {
        string root = Path.Combine(Path.GetTempPath(), "a", "repository");
        string elsewhere = Path.Combine(Path.GetTempPath(), "elsewhere");

        SharedData.Locate(elsewhere, root).Should().Be(elsewhere);
        SharedData.Locate(null, root).Should().Be(Path.Combine(Path.GetTempPath(), "a", "shared", "data"));
        SharedData.Locate("", root).Should().Be(Path.Combine(Path.GetTempPath(), "a", "shared", "data"));
    }

    [Fact]
    public void Find_OutsideOfTheRepository_NamesTheStartAndTheSolution()
    {
        string nowhere = Path.GetPathRoot(Path.GetTempPath())!;

        FluentActions.Invoking(() => RepositoryRoot.Find(nowhere))
            .Should().Throw<DirectoryNotFoundException>().WithMessage($"*'{nowhere}'*Anomaly.Detection.sln*");
    }

    [SharedDataFact]
    public void File_AbsentFromTheData_NamesIt() =>
        FluentActions.Invoking(() => SharedData.File("behaviour", "no such table.csv"))
            .Should().Throw<FileNotFoundException>().WithMessage("*no such table.csv*");
}
