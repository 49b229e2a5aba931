using System.CommandLine;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Flows;

/// <summary>The options that say where flows are looked at: a store, or the API of an application, whose identity checks and sensitive values hold then.</summary>
internal sealed class FlowSourceOptions
{
    private readonly StoreOptions stores = new();

    private readonly ApiOptions api = new();

    private readonly Option<bool> values = new("--show-values")
    {
        Description = "Over a store: shows values of steps. This command does not know the tasks, so it cannot leave out what they mark as sensitive.",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        stores.AddTo(command, withBroker: true);
        api.AddTo(command);
        command.Add(values);
    }

#pragma warning disable CA2000 // What is opened belongs to the source that is returned, which closes it.
    /// <summary>Opens what is named.</summary>
    /// <exception cref="UsageException">Nothing is, or both are.</exception>
    public async Task<FlowSource> OpenAsync(ParseResult parsed, Surroundings around, CancellationToken cancellationToken)
    {
        if (api.Open(parsed) is { } client)
        {
            var flows = new ApiFlows(client);
            return new(flows, flows, client);
        }

        var showsValues = parsed.GetValue(values);
        var session = await Session.OpenAsync(stores.Store(parsed), stores.BrokerIfAny(parsed), around.Time, cancellationToken);
        session.Get<Microsoft.Extensions.Options.IOptions<OperationsOptions>>().Value.ShowsUnknownTasks = showsValues;
        return new(session.Get<IFlowReader>(), session.Get<IFlowActions>(), session);
    }
#pragma warning restore CA2000
}
