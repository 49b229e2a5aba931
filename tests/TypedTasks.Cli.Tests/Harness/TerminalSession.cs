using System.Text;
using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Tests;

/// <summary>A terminal session as text: what was typed, what was written, and what it ended with.</summary>
internal sealed class TerminalSession(TimeProvider time, int width)
{
    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    /// <summary>Types a command and writes down what it says.</summary>
    /// <param name="create">Makes the command.</param>
    /// <param name="shown">What was typed after <c>typedtasks</c>, as it is shown.</param>
    /// <param name="arguments">What was typed.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> TypeAsync(Func<Surroundings, System.CommandLine.Command> create, string shown, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = new System.CommandLine.Command("typedtasks") { create(new(() => new(output, error, width, isTerminal: false), time)) };
        var code = await root.Parse(arguments).InvokeAsync(new() { Output = output, Error = error });
        text.Append("$ typedtasks ").Append(shown).Append('\n');
        text.Append(Trim(output.ToString()));
        if (error.ToString() is { Length: > 0 } said)
            text.Append("! ").Append(Trim(said).TrimEnd('\n').Replace("\n", "\n! ", StringComparison.Ordinal)).Append('\n');
        text.Append('[').Append(code).Append("]\n\n");
        return code;
    }

    /// <summary>The same, and it has to end with a code.</summary>
    public async Task ExpectAsync(int code, Func<Surroundings, System.CommandLine.Command> create, string shown, params string[] arguments)
    {
        var ended = await TypeAsync(create, shown, arguments);
        Assert.True(code == ended, $"It ended with {ended}, not with {code}:\n{text}");
    }

    private static string Trim(string text) => string.Concat(text.Split('\n').SkipLast(1).Select(static l => l.TrimEnd() + "\n"));
}
