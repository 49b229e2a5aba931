using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using TypedTasks.Cli.Projects;
using TypedTasks.Cli.Targets;
using TypedTasks.ServiceBus;

namespace TypedTasks.Cli;

/// <summary><c>typedtasks topology</c>: the queues that an application needs. The application says which; this asks it.</summary>
internal static class TopologyCommand
{
    private const string Ordered = "-ordered";

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "bicep, terraform, azcli, or emulator for the Config.json of the official emulator.", Required = true };
        format.AcceptOnlyFromAmong("bicep", "terraform", "azcli", "emulator");
        var project = new Option<string?>("--project") { HelpName = "folder", Description = "The project of the application, whose program calls WriteTopology(args) before it runs." };
        var queues = new Option<string[]>("--queue") { HelpName = "name", Description = "A queue, instead of a project. Repeat for more." };
        var ordered = new Option<string[]>("--ordered-queue") { HelpName = "name", Description = "A queue for steps with ordering keys, NAME-ordered. Repeat for more." };
        var command = new Command("topology", "Writes the queues that tasks need, with the settings that they need.") { format, project, queues, ordered };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var names = parsed.GetValue(queues) ?? [];
                var lines = parsed.GetValue(ordered) ?? [];
                return (parsed.GetValue(project), names.Length + lines.Length) switch
                {
                    ({ } path, 0) => await AskAsync(path, parsed.GetValue(format)!, cancellationToken),
                    (null, > 0) => await WriteAsync(names, lines, parsed.GetValue(format)!),
                    _ => throw new ArgumentException("Name either the --project of the application or each --queue and --ordered-queue."),
                };
            }
            catch (Exception failure) when (failure is ArgumentException or RefusedException or Win32Exception)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> AskAsync(string project, string format, CancellationToken cancellationToken)
    {
        var start = await TopologyProgram.PrepareAsync(project, format, cancellationToken);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static async Task<int> WriteAsync(string[] queues, string[] ordered, string format)
    {
        if (Array.Find(ordered, static n => !n.EndsWith(Ordered, StringComparison.Ordinal)) is { } other)
            throw new ArgumentException($"Steps with an ordering key wait in queues named NAME{Ordered}, and '{other}' is none: write --ordered-queue {other}{Ordered}.");
        await Console.Out.WriteAsync(QueueTopology.Write(queues, ordered, Enum.Parse<TopologyFormat>(format, ignoreCase: true)));
        return 0;
    }
}
