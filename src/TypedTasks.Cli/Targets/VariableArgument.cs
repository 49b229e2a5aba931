namespace TypedTasks.Cli.Targets;

/// <summary>An argument that may stand in a variable, which other users of the machine do not see.</summary>
internal static class VariableArgument
{
    private const string OfVariable = "env:";

    /// <summary>What an argument stands for: itself, or by <c>env:NAME</c> a variable; null for none.</summary>
    /// <exception cref="UsageException">There is no such variable.</exception>
    public static string? Read(string? argument)
    {
        if (argument is null || !argument.StartsWith(OfVariable, StringComparison.Ordinal))
            return string.IsNullOrWhiteSpace(argument) ? null : argument;
        var name = argument[OfVariable.Length..];
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new UsageException($"The variable {name} is not set.");
    }
}
