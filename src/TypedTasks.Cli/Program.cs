using System.CommandLine;
using System.CommandLine.Help;
using TypedTasks.Cli;

// A plain command: a root command would call itself after its assembly, which has a name of its own.
var root = new Command("typedtasks", "Typed background tasks over Azure Service Bus.")
{
    EmulatorCommand.Create(), TopologyCommand.Create(), new HelpOption { Recursive = true }, new VersionOption(),
};
return await root.Parse(args).InvokeAsync();
