using System.CommandLine;

namespace TypedTasks.Cli.Broker;

/// <summary><c>--administration</c>: where the management API is another one.</summary>
internal static class AdministrationOption
{
    public static Option<string?> Create() => new("--administration")
    {
        HelpName = "text|env:NAME",
        Description = "The connection string of the management API, where it is another one: for an emulator at ports of its own.",
    };
}
