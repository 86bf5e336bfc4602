namespace Anomaly.Detection.Tool.Comparing;

/// <summary>What a comparison calls its tests.</summary>
internal static class TestNames
{
    private static readonly string[] Endings = [".gz", ".csv"];

    /// <summary>The names of the files without endings, or the paths where two files have one name.</summary>
    public static string[] Of(IReadOnlyList<string> paths)
    {
        string[] names = [.. paths.Select(NameOf)];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : [.. paths];
    }

    private static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        foreach (string ending in Endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        }

        return name;
    }
}
