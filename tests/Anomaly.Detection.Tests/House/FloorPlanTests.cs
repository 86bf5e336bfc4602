namespace Anomaly.Detection.Tests.House;

/// <summary>Holds every file to the floor plan, and the checker to what it promises.</summary>
public sealed class FloorPlanTests
{
    private static readonly HashSet<string> FrontDoors = new(StringComparer.Ordinal) { "AnomalyDetectorTrainer" };

    [Fact]
    public void Sources_All_KeepToTheFloorPlan()
    {
        HashSet<string> frontDoors =
        [
            .. SourceFiles.Paths.Where(path => path.StartsWith("Anomaly.Detection/", StringComparison.Ordinal) && path.Count(c => c == '/') == 1)
                .SelectMany(path => SourceText.Parse(SourceFiles.Read(path)).DeclaredTypes),
        ];

        SourceFiles.Paths.Should().Contain("Anomaly.Detection/Data/Table.cs", "the search must find the sources");
        SourceFiles.Paths.SelectMany(path => FloorPlan.Faults(path, SourceFiles.Read(path), frontDoors)).Should().BeEmpty();
    }

    [Fact]
    public void MayUse_All_LeadsOnlyToKnownRoomsAndNeverBack()
    {
        foreach ((string room, string[] allowed) in FloorPlan.MayUse)
        {
            foreach (string other in allowed.Where(other => other != FloorPlan.MathNet))
            {
                FloorPlan.MayUse.Should().ContainKey(other);
                Reaches(other, room).Should().BeFalse("{0} may use {1}, so {1} must not lead back", room, other);
            }
        }

        static bool Reaches(string from, string to) =>
            from == to || (FloorPlan.MayUse.TryGetValue(from, out string[]? next) && next.Any(room => Reaches(room, to)));
    }

    [Theory]
    [InlineData("using Anomaly.Detection.Numerics;\nnamespace Anomaly.Detection.Data;")]
    [InlineData("namespace Anomaly.Detection.Data;\n// using Anomaly.Detection.Models;\n/* Models.DecisionTree */")]
    [InlineData("namespace Anomaly.Detection.Data;\nvar s = \"Anomaly.Detection.Models\" + @\"Models.X \"\"\" + \"\"\"Training.X\"\"\";")]
    [InlineData("namespace Anomaly.Detection.Data;\nvar n = evaluation.Models.Count + evaluation?.Models.Count;")]
    [InlineData("namespace Anomaly.Detection.Data;\nint Models { get; }")]
    [InlineData("namespace Anomaly.Detection.Data;\nchar quote = '\"'; // Models.X \"")]
    [InlineData("namespace Anomaly.Detection.Data;\n/// <see cref=\"Anomaly.Detection.AnomalyDetectorTrainer\"/>")]
    public void Faults_FileWithinThePlan_AreNone(string text) =>
        FloorPlan.Faults("Anomaly.Detection/Data/File.cs", text, FrontDoors).Should().BeEmpty();

    [Theory]
    [InlineData("using Anomaly.Detection.Models;\nnamespace Anomaly.Detection.Data;", "Data leans on Models")]
    [InlineData("using static Anomaly.Detection.Models.DecisionTree;\nnamespace Anomaly.Detection.Data;", "Data leans on Models")]
    [InlineData("using Tree = Anomaly.Detection.Models.DecisionTree;\nnamespace Anomaly.Detection.Data;", "Data leans on Models")]
    [InlineData("namespace Anomaly.Detection.Data;\nusing Anomaly.Detection.Evaluation;", "Data leans on Evaluation")]
    [InlineData("namespace Anomaly.Detection.Data;\nvar tree = new Anomaly.Detection.Training.CartTrainer();", "Data leans on Training")]
    [InlineData("namespace Anomaly.Detection.Data;\nvar tree = global::Anomaly.Detection.Training.CartTrainer.Run();", "Data leans on Training")]
    [InlineData("namespace Anomaly.Detection.Data;\nModels.DecisionTree? tree = null;", "Data leans on Models (Models.DecisionTree)")]
    [InlineData("namespace Anomaly.Detection.Data;\nchar quote = '\"'; Models . DecisionTree? tree = null; // \"", "Data leans on Models")]
    [InlineData("using MathNet.Numerics;\nnamespace Anomaly.Detection.Data;", "Data leans on MathNet")]
    [InlineData("namespace Anomaly.Detection.Data;\ndouble d = MathNet.Numerics.SpecialFunctions.Gamma(2);", "Data leans on MathNet")]
    [InlineData("namespace Anomaly.Detection.Data;\nvar trainer = new AnomalyDetectorTrainer(options);", "front door AnomalyDetectorTrainer")]
    [InlineData("namespace Anomaly.Detection.Data;\nvar trainer = new Anomaly.Detection.AnomalyDetectorTrainer(options);", "front door")]
    [InlineData("global using System.Text;\nnamespace Anomaly.Detection.Data;", "global using")]
    [InlineData("namespace Anomaly.Detection.Models;", "namespace Anomaly.Detection.Models, but its folder says Anomaly.Detection.Data")]
    [InlineData("class Stray;", "namespace (none)")]
    public void Faults_FileOutsideThePlan_AreNamed(string text, string fault) =>
        FloorPlan.Faults("Anomaly.Detection/Data/File.cs", text, FrontDoors).Should().Contain(found => found.Contains(fault));

    [Fact]
    public void Faults_SubfolderOfARoom_BelongsToTheRoom() =>
        FloorPlan.Faults("Anomaly.Detection/Inference/Flat/File.cs", "using Anomaly.Detection.Training;\nnamespace Anomaly.Detection.Inference.Flat;", FrontDoors)
            .Should().ContainSingle().Which.Should().Contain("Inference leans on Training").And.Contain("may use only Numerics, Models");

    [Fact]
    public void Faults_UnplannedRoom_IsNamed() =>
        FloorPlan.Faults("Anomaly.Detection/Utilities/File.cs", "namespace Anomaly.Detection.Utilities;", FrontDoors)
            .Should().ContainSingle().Which.Should().Contain("no room Utilities");

    [Fact]
    public void Faults_RootNamespace_MayUseEveryRoom() =>
        FloorPlan.Faults("Anomaly.Detection/Door.cs", "using Anomaly.Detection.Reporting;\nusing MathNet.Numerics;\nnamespace Anomaly.Detection;", FrontDoors).Should().BeEmpty();

    [Theory]
    [InlineData("Anomaly.Detection.Tool/Commands/File.cs", "using Anomaly.Detection.Training;\nnamespace Anomaly.Detection.Tool.Commands;\nvar trainer = new AnomalyDetectorTrainer(options);")]
    [InlineData("Anomaly.Detection.Tool/Program.cs", "using Anomaly.Detection.Tool;\nreturn 0;")]
    public void Faults_Tool_MayUseEveryRoomAndTheFrontDoors(string path, string text) =>
        FloorPlan.Faults(path, text, FrontDoors).Should().BeEmpty();

    [Fact]
    public void Faults_ToolInAnotherNamespace_IsNamed() =>
        FloorPlan.Faults("Anomaly.Detection.Tool/Commands/File.cs", "namespace Anomaly.Detection.Tool;", FrontDoors).Should().ContainSingle();
}
