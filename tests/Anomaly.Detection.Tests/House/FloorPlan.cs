using System.Collections.Frozen;

namespace Anomaly.Detection.Tests.House;

/// <summary>The floor plan of the house, and what breaks it.</summary>
internal static class FloorPlan
{
    /// <summary>Stands in the plan for the numerics package.</summary>
    public const string MathNet = "MathNet";

    private const string Root = "Anomaly.Detection";

    // A program before the house: it comes in by the front doors like any stranger, and may look into every room.
    private const string Tool = Root + ".Tool";

    /// <summary>What each room may lean on: rooms on lower floors only, and no doors between rooms of one floor.</summary>
    public static readonly FrozenDictionary<string, string[]> MayUse = new Dictionary<string, string[]>
    {
        // 0, the cellar
        ["Numerics"] = [],

        // 1, the ground
        ["Data"] = ["Numerics"],
        ["Evaluation"] = ["Numerics", MathNet],

        // 2, the nouns
        ["Preprocessing"] = ["Data", "Numerics"],
        ["Models"] = ["Data", "Evaluation", "Numerics"],
        ["Simulation"] = ["Data", "Numerics", MathNet],

        // 3, the work
        ["Training"] = ["Data", "Evaluation", "Numerics", "Models"],
        ["Inference"] = ["Numerics", "Models"],
        ["Explanation"] = ["Data", "Evaluation", "Numerics", "Models"],
        ["Artifacts"] = ["Data", "Evaluation", "Preprocessing", "Models", "Numerics"],
        ["Auditing"] = ["Data", "Evaluation", "Numerics"],
        ["Monitoring"] = ["Data", "Numerics", "Evaluation"],

        // 4, the gallery
        ["Reporting"] = ["Data", "Evaluation", "Auditing", "Explanation", "Artifacts"],

        // The package of its own for CSV stands beside the house and leans on its lowest rooms.
        ["Csv"] = ["Data", "Numerics"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Says what in a file breaks the plan.</summary>
    /// <param name="path">The file, from <c>src</c> on, with slashes: <c>Anomaly.Detection/Data/Table.cs</c>.</param>
    /// <param name="text">Its text.</param>
    /// <param name="frontDoors">Names of the types in the root namespace: visible everywhere without a using line, for none but the root to use.</param>
    public static IEnumerable<string> Faults(string path, string text, IReadOnlySet<string> frontDoors)
    {
        SourceText source = SourceText.Parse(text);
        string expected = Path.GetDirectoryName(path)!.Replace('\\', '/').Replace('/', '.');
        bool isTool = expected == Tool || expected.StartsWith(Tool + ".", StringComparison.Ordinal);
        bool isProgram = expected == Tool && Path.GetFileName(path) == "Program.cs";
        if (source.Namespace != expected && !isProgram) yield return $"{path}: namespace {source.Namespace ?? "(none)"}, but its folder says {expected}";
        if (source.HasGlobalUsing) yield return $"{path}: a global using hides what other files lean on";
        if (expected == Root || isTool) yield break;

        string room = expected[(Root.Length + 1)..].Split('.')[0];
        if (!MayUse.TryGetValue(room, out string[]? allowed))
        {
            yield return $"{path}: there is no room {room} on the floor plan";
            yield break;
        }

        foreach (string name in source.Names)
        {
            string? used = RoomOf(name);
            if (used is not null && used != room && !allowed.Contains(used)) yield return $"{path}: {room} leans on {used} ({name}), but may use only {List(allowed)}";
        }

        foreach (string name in source.Names)
        {
            string first = name.Split('.')[0];
            string? door = frontDoors.Contains(first) ? first : name.StartsWith(Root + ".", StringComparison.Ordinal) && frontDoors.Contains(name[(Root.Length + 1)..].Split('.')[0]) ? name : null;
            if (door is not null && !source.DeclaredTypes.Contains(door)) yield return $"{path}: {room} uses the front door {door}; only the root namespace may";
        }
    }

    // Inside the house "Models.DecisionTree" means Anomaly.Detection.Models.DecisionTree without any using line. A lone "Models" is some member.
    private static string? RoomOf(string name)
    {
        bool isFull = name.StartsWith(Root + ".", StringComparison.Ordinal);
        string[] parts = (isFull ? name[(Root.Length + 1)..] : name).Split('.');
        if (!isFull && parts[0] == MathNet) return MathNet;
        return MayUse.ContainsKey(parts[0]) && (isFull || parts.Length > 1) ? parts[0] : null;
    }

    private static string List(string[] rooms) => rooms.Length == 0 ? "no other room" : string.Join(", ", rooms);
}
