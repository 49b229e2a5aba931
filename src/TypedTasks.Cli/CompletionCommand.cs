using System.CommandLine;
using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli;

/// <summary><c>typedtasks completion</c>: what a shell is told so that it completes verbs and options, by asking the command itself (<c>complete</c>).</summary>
internal static class CompletionCommand
{
    private const string Bash =
        """
        _typedtasks() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(typedtasks complete --position "$COMP_POINT" -- "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _typedtasks typedtasks
        """;

    private const string Zsh =
        """
        _typedtasks() {
            local -a found
            found=("${(@f)$(typedtasks complete --position "$CURSOR" -- "$BUFFER" 2>/dev/null)}")
            compadd -a found
        }
        compdef _typedtasks typedtasks
        """;

    private const string PowerShell =
        """
        Register-ArgumentCompleter -Native -CommandName typedtasks -ScriptBlock {
            param($word, $line, $position)
            typedtasks complete --position $position -- "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    /// <summary>The script for a shell, and the command that it calls.</summary>
    public static IEnumerable<Command> Create(Command root, Surroundings around)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var script = new Command("completion", "Writes what a shell needs to complete this command: source <(typedtasks completion bash).") { shell };
        script.SetAction(parsed => around.Screen().Line(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => PowerShell }));

        var position = new Option<int?>("--position") { Description = "Where the cursor is in the line, from 0." };
        var line = new Argument<string>("line") { Description = "What was typed." };
        var complete = new Command("complete", "Says what may follow.") { position, line };
        complete.Hidden = true;
        complete.SetAction(parsed =>
        {
            var (text, screen) = (parsed.GetValue(line)!, around.Screen());
            foreach (var found in root.Parse(text).GetCompletions(Math.Min(parsed.GetValue(position) ?? text.Length, text.Length)))
                screen.Line(found.Label);
        });
        return [script, complete];
    }
}
