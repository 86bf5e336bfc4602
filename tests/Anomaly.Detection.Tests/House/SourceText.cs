using System.Text;
using System.Text.RegularExpressions;

namespace Anomaly.Detection.Tests.House;

/// <summary>What a C# file says about where it belongs and what it leans on. Reads the text, not the compilation: enough for files kept to our habits.</summary>
internal sealed partial class SourceText
{
    private SourceText(string code)
    {
        Code = code;
        Namespace = FileNamespace().Match(code) is { Success: true } match ? match.Groups[1].Value : null;
        Names = [.. DottedName().Matches(code).Select(name => Spaces().Replace(name.Value, "")).Where(name => name != Namespace).Distinct(StringComparer.Ordinal)];
        DeclaredTypes = [.. TypeDeclaration().Matches(code).Select(type => type.Groups[1].Value)];
        HasGlobalUsing = GlobalUsing().IsMatch(code);
    }

    /// <summary>The text without comments and without the insides of string and character literals.</summary>
    public string Code { get; }

    /// <summary>The file-scoped namespace, or null.</summary>
    public string? Namespace { get; }

    /// <summary>Every name in the code, dotted names whole: those of using lines and those written out in place.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Names of the types that the file declares.</summary>
    public IReadOnlyList<string> DeclaredTypes { get; }

    /// <summary>Whether a using line holds for other files too, and so hides what they lean on.</summary>
    public bool HasGlobalUsing { get; }

    public static SourceText Parse(string text) => new(WithoutCommentsAndLiterals(text));

    // A literal leaves its quotes. Expressions inside interpolated strings go with the string: a name there is one that the file also uses elsewhere.
    private static string WithoutCommentsAndLiterals(string text)
    {
        var code = new StringBuilder(text.Length);
        int position = 0;
        foreach (Match match in CommentOrLiteral().Matches(text))
        {
            code.Append(text, position, match.Index - position);
            code.Append(match.Value[0] == '/' ? " " : "\"\"");
            position = match.Index + match.Length;
        }

        return code.Append(text, position, text.Length - position).ToString();
    }

    // In this order: raw string, verbatim string, string, character, line comment, block comment.
    [GeneratedRegex("""(\"{3,})[\s\S]*?\1|@\$?\"(?:\"\"|[^\"])*\"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.[^']*|[^'\\\n])'|//[^\n]*|/\*[\s\S]*?\*/""")]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex FileNamespace();

    [GeneratedRegex(@"^\s*global\s+using\b", RegexOptions.Multiline)]
    private static partial Regex GlobalUsing();

    // Not after a dot: in "session.Data.Length", Data is a member and no room.
    [GeneratedRegex(@"(?<![\w.]|\.\s+|\?\s*\.)[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*")]
    private static partial Regex DottedName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?)\s+([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();
}
