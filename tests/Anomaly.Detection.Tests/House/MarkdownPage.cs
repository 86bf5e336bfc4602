using System.Text.RegularExpressions;

namespace Anomaly.Detection.Tests.House;

/// <summary>A block of code on a page.</summary>
/// <param name="Language">The word after the fence, or empty.</param>
/// <param name="Example">Name in the marker comment before the fence, or null.</param>
/// <param name="Line">Line of the fence, first = 1.</param>
/// <param name="Lines">What stands in the block.</param>
internal sealed record CodeBlock(string Language, string? Example, int Line, IReadOnlyList<string> Lines);

/// <summary>Code blocks and links of a Markdown page.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(IReadOnlyList<CodeBlock> blocks, IReadOnlyList<string> links)
    {
        Blocks = blocks;
        RelativeLinks = links;
    }

    /// <summary>The fenced blocks in order.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>Targets of links and pictures that lead to files, without anchors; those in code are left out.</summary>
    public IReadOnlyList<string> RelativeLinks { get; }

    public static MarkdownPage Parse(string text)
    {
        var blocks = new List<CodeBlock>();
        var links = new List<string>();
        string? example = null;
        List<string>? open = null;
        (string Language, int Line) fence = ("", 0);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (open is null)
                {
                    (open, fence) = ([], (line[3..].Trim(), i + 1));
                }
                else
                {
                    blocks.Add(new CodeBlock(fence.Language, example, fence.Line, open));
                    (open, example) = (null, null);
                }
            }
            else if (open is not null)
            {
                open.Add(line);
            }
            else if (line.Trim().Length > 0)
            {
                example = Marker().Match(line) is { Success: true } marker ? marker.Groups[1].Value : null;
                links.AddRange(Link().Matches(InlineCode().Replace(line, "")).Select(link => link.Groups[1].Value.Split('#')[0]).Where(IsRelative));
            }
        }

        return open is null ? new MarkdownPage(blocks, links) : throw new InvalidDataException($"The code block of line {fence.Line} is not closed.");
    }

    private static bool IsRelative(string target) => target.Length > 0 && !target.Contains(':');

    [GeneratedRegex(@"^<!--\s*example:\s*(\w+)\s*-->\s*$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();
}
