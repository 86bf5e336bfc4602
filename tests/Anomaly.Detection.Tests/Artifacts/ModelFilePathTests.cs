using System.Diagnostics;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Artifacts;

public class ModelFilePathTests
{
    [Fact]
    public void Load_MissingFile_StaysAFileNotFound()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => DetectorArtifact.Load(folder.File("none.json"))).Should().Throw<FileNotFoundException>();
    }

    [Fact]
    public void Load_Folder_SaysThatItIsOne()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => DetectorArtifact.Load(folder.Path)).Should().Throw<ModelFormatException>().Which.Code.Should().Be("not-a-file");
    }

    [Fact]
    public void Load_PipeOrDevice_IsRefusedAndNeverWaits()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string pipe = folder.File("pipe");
        using (Process process = Process.Start("mkfifo", pipe)) process.WaitForExit();

        FluentActions.Invoking(() => DetectorArtifact.Load(pipe)).Should().Throw<ModelFormatException>().Which.Code.Should().Be("empty-file");
        FluentActions.Invoking(() => DetectorArtifact.Load("/dev/zero")).Should().Throw<ModelFormatException>().Which.Code.Should().Be("empty-file");
    }

    [Fact]
    public void Load_SparseFileBeyondTheCap_IsRefusedUnread()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("sparse.json");
        using (FileStream stream = File.Create(path)) stream.SetLength(8L << 30);

        FluentActions.Invoking(() => DetectorArtifact.Load(path)).Should().Throw<ModelFormatException>().Which.Code.Should().Be("too-large");
    }

    [Fact]
    public void Save_OverAnOldFile_ReplacesItAndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        File.WriteAllText(path, "old");
        string stale = folder.File(".model.json." + new string('a', 32) + ".tmp");
        File.WriteAllText(stale, "left by a killed save");
        File.WriteAllText(folder.File(".other.json." + new string('a', 32) + ".tmp"), "of another file");

        Samples.Small().Save(path);

        File.ReadAllBytes(path).Should().Equal(Samples.Save(Samples.Small()));
        Directory.GetFiles(folder.Path).Should().HaveCount(2, "the stale file of this target is swept, that of another is not");
    }

    [Fact]
    public void Save_ThatFails_LeavesTheOldFileWholeAndNoOther()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        File.WriteAllText(path, "old");

        // The model is refused after most of the file has been written.
        DetectorArtifact bad = Samples.Around(new RandomForestModel([Samples.Leaf(0, 1)], 1));
        bad = new DetectorArtifact(bad.Encoder, new Unknown(), bad.Policy, bad.Provenance);

        FluentActions.Invoking(() => bad.Save(path)).Should().Throw<NotSupportedException>().WithMessage("*Unknown*");
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Save_FolderThatIsNotThere_Fails()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => Samples.Small().Save(folder.File("none/model.json"))).Should().Throw<DirectoryNotFoundException>();
    }

    [Fact]
    public void Save_FullDevice_Fails()
    {
        if (!File.Exists("/dev/full")) return;
        using var stream = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        FluentActions.Invoking(() => Samples.Small().Save(stream)).Should().Throw<IOException>();
    }

    [Fact]
    public void Save_ThroughALink_KeepsTheLinkAndTheMode()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        string link = folder.File("current.json");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, path);

        Samples.Small().Save(link);

        new FileInfo(link).LinkTarget.Should().Be(path);
        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Samples.Save(DetectorArtifact.Load(link)).Should().Equal(File.ReadAllBytes(path));
    }

    private sealed class Unknown : IAnomalyModel
    {
        public int FeatureCount => 1;

        public double Score(ReadOnlySpan<float> row) => 0;
    }
}
