using System.Globalization;
using System.Text.RegularExpressions;

namespace Anomaly.Detection.Tool.Tests.Docs;

/// <summary>A command of a page.</summary>
/// <param name="Text">As it stands there, with what it reads from a here-document.</param>
/// <param name="ExitCode">What it is to end with: 0, or the code of a comment <c># exit code 3</c>.</param>
/// <param name="Number">Its line on the page, first = 1.</param>
internal sealed partial record ShellLine(string Text, int ExitCode, int Number)
{
    private const string HereDocument = "<<'END'";

    /// <summary>The commands of a block.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="first">The line of the first on the page.</param>
    public static IEnumerable<ShellLine> Of(IReadOnlyList<string> lines, int first)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            int start = i;
            string text = lines[i];
            if (text.Trim().Length == 0) continue;
            while (text.Contains(HereDocument, StringComparison.Ordinal) && lines[i] != "END") text += "\n" + lines[++i];
            Match expected = ExitCodeComment().Match(lines[start]);
            yield return new ShellLine(text, expected.Success ? int.Parse(expected.Groups[1].Value, CultureInfo.InvariantCulture) : 0, first + start);
        }
    }

    [GeneratedRegex(@"# exit code (\d+)$")]
    private static partial Regex ExitCodeComment();
}
