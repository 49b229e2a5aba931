using System.CommandLine;
using TypedTasks.Cli;

var root = new RootCommand("TypedTasks: typed background tasks over Azure Service Bus.") { EmulatorCommand.Create(), TopologyCommand.Create() };
return await root.Parse(args).InvokeAsync();
