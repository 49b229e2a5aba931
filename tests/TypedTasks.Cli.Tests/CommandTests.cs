using System.Text.Json;

namespace TypedTasks.Cli.Tests;

/// <summary>The command as a shell runs it.</summary>
public sealed class CommandTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "TypedTasks.Cli.dll");

    [Fact]
    public async Task It_ends_with_0_where_nothing_is_wrong()
    {
        var result = await RunAsync("--connection", "emulator", "--queue", "orders");
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("ok      C1   The connection string can be read", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("fine\n", result.Output.Replace(", 1 skipped\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_1_where_something_is_and_says_so_as_json()
    {
        var result = await RunAsync("--connection", "Endpoint=sb://x", "--json");
        Assert.Equal(1, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal(("C1", "wrong"), (finding.GetProperty("id").GetString(), finding.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task It_ends_with_2_where_it_could_not_look()
    {
        var result = await RunAsync();
        Assert.Equal((2, "Name the --connection of a configuration, the --health of an application, or the --namespace to ask. To look at flows in a store: typedtasks flows list --store sqlite:PATH.\n"), (result.ExitCode, result.Output));
        result = await RunAsync("--connection", "env:TYPEDTASKS_NO_SUCH_VARIABLE");
        Assert.Equal((2, "The variable TYPEDTASKS_NO_SUCH_VARIABLE is not set.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task One_question_can_be_asked_alone()
    {
        var result = await RunAsync("--namespace", "emulator", "--check", "1");
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.StartsWith("ok      N1   A message is completed in one queue", result.Output, StringComparison.Ordinal);
    }

    private static Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync(Command.Dotnet, AppContext.BaseDirectory, ["exec", Program, "doctor", .. arguments]);
}
