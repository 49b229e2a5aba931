namespace TypedTasks.Cli.Targets;

/// <summary>A broker that is named on the command line by its connection string. It holds a key: nobody prints it.</summary>
internal static class BrokerTarget
{
    /// <summary>What is read where no broker is named.</summary>
    public const string Variable = "TYPEDTASKS_CONNECTION";

    /// <summary>Reads an argument.</summary>
    /// <param name="argument">What was given, or null.</param>
    /// <exception cref="UsageException">It names a variable that is not set.</exception>
    public static string? Read(string? argument) => VariableArgument.Read(argument ?? Environment.GetEnvironmentVariable(Variable));
}
