using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TypedTasks.Cli.Broker;
using TypedTasks.Cli.Dashboards;
using TypedTasks.Cli.Doctor;
using TypedTasks.Cli.Events;
using TypedTasks.Cli.Flows;
using TypedTasks.Cli.Schedules;
using TypedTasks.Cli.Terminal;
using TypedTasks.Cli.Workers;

namespace TypedTasks.Cli;

/// <summary>The command. A class, since the web framework would make one of top-level statements public.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var around = Surroundings.OfProcess;

        // A plain command: a root command would call itself after its assembly, which has a name of its own.
        var root = new Command("typedtasks", "Typed background tasks over Azure Service Bus.")
        {
            EmulatorCommand.Create(), TopologyCommand.Create(), StoreCommand.Create(), SchedulesCommand.Create(around), EventsCommand.Create(around), QueuesCommand.Create(around),
            DeadLettersCommand.Create(around), WorkersCommand.Create(around), FlowsCommand.Create(around), StepsCommand.Create(around), DashboardCommand.Create(around), DoctorCommand.Create(), new HelpOption { Recursive = true }, new VersionOption(),
        };
        foreach (var command in CompletionCommand.Create(root, around))
            root.Add(command);
        var parsed = root.Parse(args);
        // What is wrong is the last thing that a person reads, and not a page above it.
        if (args.Length > 0 && parsed.Action is ParseErrorAction refusal)
            refusal.ShowHelp = false;
        var code = await parsed.InvokeAsync();
        return parsed.Action is ParseErrorAction && code != ExitCodes.Done ? ExitCodes.Usage : code;
    }
}
