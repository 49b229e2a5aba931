using System.CommandLine;
using System.Net.Http.Headers;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Flows;

/// <summary>The options that say where flows are looked at: a store, or the API of an application, whose identity checks and sensitive values hold then.</summary>
internal sealed class FlowSourceOptions
{
    private const string TokenVariable = "TYPEDTASKS_API_TOKEN";

    private readonly StoreOptions stores = new();

    private readonly Option<string?> api = new("--api") { HelpName = "url", Description = "The API of an application (MapTypedTasksApi), instead of a store: https://shop.example/tasks/api.", Recursive = true };

    private readonly Option<string?> token = new("--token") { HelpName = "env:NAME", Description = $"The bearer token for the API. Without it, {TokenVariable} is read, which keeps it out of the list of processes.", Recursive = true };

    private readonly Option<bool> values = new("--show-values")
    {
        Description = "Over a store: shows values of steps. This command does not know the tasks, so it cannot leave out what they mark as sensitive.",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        stores.AddTo(command, withBroker: true);
        command.Add(api);
        command.Add(token);
        command.Add(values);
    }

#pragma warning disable CA2000 // What is opened belongs to the source that is returned, which closes it.
    /// <summary>Opens what is named.</summary>
    /// <exception cref="UsageException">Nothing is, or both are.</exception>
    public async Task<FlowSource> OpenAsync(ParseResult parsed, Surroundings around, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(api) is { } url)
            return OpenApi(url, VariableArgument.Read(parsed.GetValue(token) ?? Environment.GetEnvironmentVariable(TokenVariable)));
        var showsValues = parsed.GetValue(values);
        var session = await Session.OpenAsync(stores.Store(parsed), stores.BrokerIfAny(parsed), around.Time, cancellationToken);
        session.Get<Microsoft.Extensions.Options.IOptions<OperationsOptions>>().Value.ShowsUnknownTasks = showsValues;
        return new(session.Get<IFlowReader>(), session.Get<IFlowActions>(), session);
    }

    private static FlowSource OpenApi(string url, string? token)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"--api is '{url}': write the address of the API, such as https://shop.example/tasks/api.");
        if (token is not null && address.Scheme == "http" && !address.IsLoopback)
            throw new UsageException($"--api is '{url}': a token is not sent without TLS. Use https.");
        var http = new HttpClient { BaseAddress = address };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var flows = new ApiFlows(http);
        return new(flows, flows, flows);
    }
#pragma warning restore CA2000
}
