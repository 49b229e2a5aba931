namespace TypedTasks.Structure.Tests;

/// <summary>What tests read of a program is what it printed, and nothing else.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData("echo out", "out\n")]
    [InlineData("exec >&-; echo error >&2", "error\n")]
    [InlineData("exec 2>&-; echo out", "out\n")]
    [InlineData("echo; echo out", "\nout\n")]
    [InlineData("exec >&- 2>&-", "")]
    public async Task The_end_of_a_stream_is_no_line(string script, string printed)
    {
        var result = await Command.RunAsync("sh", AppContext.BaseDirectory, ["-c", script]);
        Assert.Equal(printed, result.Output);
    }
}
