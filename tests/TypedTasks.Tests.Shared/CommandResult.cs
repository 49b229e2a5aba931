namespace TypedTasks.Tests.Shared;

/// <summary>How a process ended, and what it printed on both of its streams.</summary>
public sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The output of a process that must have succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}:\n{Output}");
        return Output;
    }
}
