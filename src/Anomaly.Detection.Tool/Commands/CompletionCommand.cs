using System.CommandLine;
using Anomaly.Detection.Tool.CommandLine;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly completion</c>: a script that makes a shell complete commands, options and their values.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create(CommandHost host)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell: bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add(Shells);
        var command = new ToolCommand(
            "completion",
            "Prints a script for your shell that completes commands and options.",
            "anomaly completion bash >> ~/.bashrc",
            "anomaly completion fish > ~/.config/fish/completions/anomaly.fish")
        {
            shell,
        };
        return host.WithAction(command, (result, context) =>
        {
            string name = result.GetRequiredValue(shell);
            context.Results.Write(ScriptOf(name) ?? throw new ToolFailure(ExitCode.Usage, $"SHELL: expected one of {string.Join(", ", Shells)}, but was given '{name}'"));
            return ExitCode.Success;
        });
    }

    // Each asks the command itself, which knows its options. Where an option's value may be a file, the shell's own completion of files follows.
    private static string? ScriptOf(string shell) => shell switch
    {
        "bash" => """
            _anomaly_complete() {
              local IFS=$'\n' current="${COMP_WORDS[COMP_CWORD]}"
              COMPREPLY=($(compgen -W "$(anomaly "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$current"))
              if [[ $COMP_CWORD -gt 1 && $current != -* ]]; then COMPREPLY+=($(compgen -f -- "$current")); fi
            }
            complete -o filenames -F _anomaly_complete anomaly

            """,
        "zsh" => """
            _anomaly_complete() {
              local -a candidates
              candidates=("${(@f)$(anomaly "[suggest:${#LBUFFER}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- $candidates
              if (( CURRENT > 2 )) && [[ $words[CURRENT] != -* ]]; then _files; fi
            }
            compdef _anomaly_complete anomaly

            """,
        "fish" => """
            complete -c anomaly -a '(anomaly "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'

            """,
        "pwsh" => """
            Register-ArgumentCompleter -Native -CommandName anomaly -ScriptBlock {
              param($wordToComplete, $commandAst, $cursorPosition)
              anomaly "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }

            """,
        _ => null,
    };
}
