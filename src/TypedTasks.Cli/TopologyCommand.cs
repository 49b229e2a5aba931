using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using TypedTasks.ServiceBus;

namespace TypedTasks.Cli;

/// <summary><c>typedtasks topology</c>: the queues that an application needs. The application says which; this asks it.</summary>
internal static class TopologyCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "bicep, terraform, azcli, or emulator for the Config.json of the official emulator.", Required = true };
        format.AcceptOnlyFromAmong("bicep", "terraform", "azcli", "emulator");
        var project = new Option<string?>("--project") { Description = "The project of the application, whose program calls WriteTopology(args) before it runs." };
        var queues = new Option<string[]>("--queue") { Description = "A queue, instead of a project. Repeat for more." };
        var command = new Command("topology", "Writes the queues that tasks need, with the settings that they need.") { format, project, queues };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return (parsed.GetValue(project), parsed.GetValue(queues)) switch
                {
                    ({ } path, null or []) => await AskAsync(path, parsed.GetValue(format)!, cancellationToken),
                    (null, { Length: > 0 } names) => await WriteAsync(names, parsed.GetValue(format)!),
                    _ => throw new ArgumentException("Name either the --project of the application or each --queue."),
                };
            }
            catch (Exception failure) when (failure is ArgumentException or Win32Exception)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> AskAsync(string project, string format, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { "run", "--project", project, "--", "topology", "--format", format } };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static async Task<int> WriteAsync(string[] queues, string format)
    {
        await Console.Out.WriteAsync(QueueTopology.Write(queues, Enum.Parse<TopologyFormat>(format, ignoreCase: true)));
        return 0;
    }
}
