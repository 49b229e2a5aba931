using System.CommandLine;

namespace TypedTasks.Cli.Terminal;

/// <summary><c>--json</c>, which every verb that tells something has.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Writes JSON." };
}
