namespace TypedTasks.Cli.Tests;

/// <summary>Shells complete the command by asking it.</summary>
public sealed class CompletionTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "TypedTasks.Cli.dll");

    [Theory]
    [InlineData("typedtasks work", "workers")]
    [InlineData("typedtasks workers ", "drain")]
    [InlineData("typedtasks workers pause photos --re", "--reason")]
    [InlineData("typedtasks dead-letters p", "peek")]
    public async Task What_may_follow_is_told(string line, string expected)
    {
        var result = await Command.RunAsync(Command.Dotnet, AppContext.BaseDirectory, ["exec", Program, "complete", "--position", $"{line.Length}", "--", line]);
        Assert.Contains(expected, result.Output.Split('\n'));
    }

    [SkippableFact]
    public async Task Bash_takes_the_script_and_completes()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Bash is asked on Linux.");
        var script = $$"""
            typedtasks() { dotnet exec {{Program}} "$@"; }
            source <(typedtasks completion bash)
            COMP_LINE='typedtasks workers dr'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(typedtasks workers dr); COMP_CWORD=2
            _typedtasks
            echo "found: ${COMPREPLY[*]}"
            """;
        var result = await Command.RunAsync("bash", AppContext.BaseDirectory, ["-c", script]);
        Assert.Contains("found: drain", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_ends_with_2()
    {
        var result = await Command.RunAsync(Command.Dotnet, AppContext.BaseDirectory, ["exec", Program, "workers", "pause"]);
        Assert.Equal(2, result.ExitCode);
    }
}
