using System.Diagnostics;
using System.Text;

namespace TypedTasks.Tests.Shared;

/// <summary>Runs a program as a user would from a shell.</summary>
public static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>The <c>dotnet</c> that runs these tests.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs it to its end; one that takes over a quarter of an hour is killed.</summary>
    /// <param name="program">The program's path, or its name where it is on the path.</param>
    /// <param name="folder">The folder that it works in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What is set for it beside what these tests have.</param>
    /// <exception cref="TimeoutException">It took too long; says what it has printed.</exception>

    public static async Task<CommandResult> RunAsync(
        string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = Prepare(program, folder, arguments, environment);
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(output, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} took over {Limit}:\n{output}");
        }

        return new CommandResult(process.ExitCode, output.ToString());
    }

    /// <summary>How a program is started as from a user's shell.</summary>
    public static ProcessStartInfo Prepare(
        string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test runner's own build has set is not there in a user's shell.
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        // A server that outlives the command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return start;
    }

    private static void Append(StringBuilder output, string? line)
    {
        // A stream says null when it ends, which is no line: whether it came before the other stream's text would be chance.
        if (line is null)
            return;
        lock (output)
            output.Append(line).Append('\n');
    }
}
