using System.CommandLine;

namespace TypedTasks.Cli.Targets;

/// <summary>The options that name a store and, where that is needed too, a broker: the same for every verb. Create one for each command, and add it with <see cref="AddTo"/>.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> store = new("--store")
    {
        HelpName = "sqlite:PATH|postgres:CONNECTION|env:NAME",
        Description = $"The store. Without it, {StoreTarget.Variable} is read, which keeps a password out of the list of processes; so does env:NAME.",
        Recursive = true,
    };

    private readonly Option<string> schema = new("--schema")
    {
        HelpName = "name",
        Description = "The schema of the tables in PostgreSQL.",
        DefaultValueFactory = static _ => "typedtasks",
        Recursive = true,
    };

    private readonly Option<string?> connection = new("--connection")
    {
        HelpName = "text|env:NAME",
        Description = $"The connection string of the broker. Without it, {BrokerTarget.Variable} is read.",
        Recursive = true,
    };

    /// <summary>Adds those of a store.</summary>
    /// <param name="command">The command, whose verbs have them too.</param>
    /// <param name="withBroker">Whether the broker can be named as well.</param>
    public void AddTo(Command command, bool withBroker = false)
    {
        command.Add(store);
        command.Add(schema);
        if (withBroker)
            command.Add(connection);
    }

    /// <summary>The schema of the tables in PostgreSQL.</summary>
    public string Schema(ParseResult parsed) => parsed.GetValue(schema)!;

    /// <summary>The store that is named.</summary>
    /// <exception cref="UsageException">None is.</exception>
    public StoreTarget Store(ParseResult parsed) => StoreTarget.Read(parsed.GetValue(store), parsed.GetValue(schema)!);

    /// <summary>The store that is named, or null.</summary>
    public StoreTarget? StoreIfAny(ParseResult parsed) =>
        parsed.GetValue(store) is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(StoreTarget.Variable)) ? null : Store(parsed);

    /// <summary>The connection string of the broker, or null.</summary>
    public string? BrokerIfAny(ParseResult parsed) => BrokerTarget.Read(parsed.GetValue(connection));

    /// <summary>The connection string of the broker.</summary>
    /// <exception cref="UsageException">None is named.</exception>
    public string Broker(ParseResult parsed) => BrokerIfAny(parsed) ?? throw new UsageException($"Which broker? Give its --connection string, or set {BrokerTarget.Variable}.");
}
