namespace Anomaly.Detection.Tool.Tests;

/// <summary>What a shell offers for a line, by the script that <c>anomaly completion</c> prints for it.</summary>
public sealed class CompletionTests : IDisposable
{
    private static readonly string[] Lines = ["anomaly sc", "anomaly score --ex", "anomaly score rows.csv --format n", "anomaly score ro"];

    private readonly TemporaryFolder _folder = new();

    public CompletionTests() => File.WriteAllText(_folder.Combine("rows.csv"), "");

    public void Dispose() => _folder.Dispose();

    [RequiresFact(Requirement.Unix)]
    public void Bash_Offers_CommandsOptionsValuesAndFiles()
    {
        Offered("bash", """
            eval "$(anomaly completion bash)"
            try() {
              COMP_LINE=$1 COMP_POINT=${#1} COMPREPLY=()
              read -ra COMP_WORDS <<< "$1"
              COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
              _anomaly_complete
              echo "${COMPREPLY[*]}"
            }
            """).Should().Equal("score", "--explain", "ndjson", "rows.csv");
    }

    // Completion widgets run at a prompt only: what zsh hands to them, and takes from them, is put in their place. It keeps of the candidates what fits the word.
    [RequiresFact(Requirement.Zsh)]
    public void Zsh_Offers_CommandsOptionsValuesAndFiles()
    {
        Offered("zsh", """
            compdef() { completer=$1 }
            compadd() { shift; for candidate in $@; do [[ $candidate == ${words[CURRENT]}* ]] && offered+=($candidate); done }
            _files() { offered+=(${words[CURRENT]}*(N)) }
            eval "$(anomaly completion zsh)"
            try() {
              BUFFER=$1 LBUFFER=$1 words=(${(z)1}) offered=()
              CURRENT=$#words
              $completer
              print -r -- "$offered"
            }
            """).Should().Equal("score", "--explain", "ndjson", "rows.csv");
    }

    // The line at the prompt is what commandline tells of; there is none here.
    [RequiresFact(Requirement.Fish)]
    public void Fish_Offers_CommandsOptionsValuesAndFiles()
    {
        Offered("fish", """
            function commandline
              if test "$argv[1]" = -C; string length -- $line; else; echo $line; end
            end
            anomaly completion fish | source
            function try
              set -g line $argv[1]
              echo (complete -C $line)
            end
            """).Should().Equal("score", "--explain", "ndjson", "rows.csv");
    }

    private string[] Offered(string shell, string functions)
    {
        ChildResult result = ShellTool.Run(shell, functions + string.Concat(Lines.Select(line => $"\ntry '{line}'")), _folder);
        result.Error.Should().BeEmpty();
        return result.Output.Split(Environment.NewLine);
    }
}
