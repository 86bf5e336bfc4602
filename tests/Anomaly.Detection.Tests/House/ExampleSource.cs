namespace Anomaly.Detection.Tests.House;

/// <summary>The marked examples in a test's source file, as a README would show them.</summary>
internal sealed class ExampleSource
{
    private const string Start = "// example: ";
    private const string End = "// end of example";

    private ExampleSource(IReadOnlyDictionary<string, IReadOnlyList<string>> examples, IReadOnlySet<string> usings)
    {
        Examples = examples;
        Usings = usings;
    }

    /// <summary>Lines by name, without the indentation that a part has as a whole.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Examples { get; }

    /// <summary>The using lines at the head of the file.</summary>
    public IReadOnlySet<string> Usings { get; }

    public static ExampleSource Parse(string text)
    {
        var examples = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        (string Name, List<string> Lines)? open = null;
        foreach (string line in lines)
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith(Start, StringComparison.Ordinal))
            {
                if (open is not null) throw new InvalidDataException($"Example {open.Value.Name} is not ended before '{trimmed}'.");
                open = (trimmed[Start.Length..], []);
            }
            else if (trimmed == End)
            {
                (string name, List<string> part) = open ?? throw new InvalidDataException("An example is ended that was not started.");
                examples[name] = examples.TryGetValue(name, out IReadOnlyList<string>? earlier) ? [.. earlier, "", .. Dedent(part)] : Dedent(part);
                open = null;
            }
            else
            {
                open?.Lines.Add(line.TrimEnd());
            }
        }

        if (open is not null) throw new InvalidDataException($"Example {open.Value.Name} is not ended.");
        return new ExampleSource(examples, lines.Where(IsUsing).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Says where an example of a page differs from the code that is run.</summary>
    /// <returns>The first difference, or null.</returns>
    public string? FindDifference(CodeBlock block)
    {
        if (block.Example is null) return $"line {block.Line}: no '<!-- example: Name -->' before this block, so no test runs it";
        if (!Examples.TryGetValue(block.Example, out IReadOnlyList<string>? code)) return $"line {block.Line}: no test has an example {block.Example}";
        if (block.Lines.FirstOrDefault(line => IsUsing(line) && !Usings.Contains(line)) is { } absent) return $"line {block.Line}: the test has no '{absent}'";
        string[] shown = [.. block.Lines.SkipWhile(line => IsUsing(line) || line.Length == 0)];
        for (int i = 0; i < Math.Max(shown.Length, code.Count); i++)
        {
            string left = i < shown.Length ? shown[i] : "(end)";
            string right = i < code.Count ? code[i] : "(end)";
            if (left != right) return $"line {block.Line}: example {block.Example} shows '{left}', but the test runs '{right}'";
        }

        return null;
    }

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=') && !line.Contains('(');

    private static string[] Dedent(List<string> lines)
    {
        int indent = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return [.. lines.Select(line => line.Length == 0 ? "" : line[indent..])];
    }
}
