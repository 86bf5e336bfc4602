namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Which columns of the input stand in the output: none, some by name, or all.</summary>
internal sealed class KeptColumns
{
    private const string AllWord = "all";

    private KeptColumns(bool isAll, string[] names)
    {
        IsAll = isAll;
        Names = names;
    }

    /// <summary>Whether all are kept.</summary>
    public bool IsAll { get; }

    /// <summary>Those that are named, in the order given.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether there is nothing to keep.</summary>
    public bool IsNone => !IsAll && Names.Count == 0;

    /// <summary>Reads <c>all</c> or names between commas.</summary>
    public static KeptColumns Parse(IEnumerable<string> values)
    {
        var names = new List<string>();
        bool isAll = false;
        foreach (string name in values.SelectMany(value => value.Split(',')))
        {
            if (name == AllWord) isAll = true;
            else if (name.Length > 0 && !names.Contains(name)) names.Add(name);
        }

        return new KeptColumns(isAll, [.. names]);
    }
}
