using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using TypedTasks.ServiceBus.Sending;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>What every client of one transport shares.</summary>
internal sealed class ClientContext(
    ServiceBusOptions options, Func<ServiceBusClientOptions, ServiceBusClient> create, string endpoint, bool isEmulator, ILogger log, TimeProvider time)
{
    /// <summary>How long somebody who stops waits for the library.</summary>
    public static TimeSpan ClosePatience { get; } = TimeSpan.FromSeconds(5);

    public ServiceBusOptions Options { get; } = options;

    public string Endpoint { get; } = endpoint;

    public ILogger Log { get; } = log;

    public TimeProvider Time { get; } = time;

    public MessageLimits Limits { get; } = new();

    public ClientFailure Failure { get; } = new(endpoint, isEmulator);

    /// <summary>Makes a client that sends and looks.</summary>
    public static ServiceBusClient NewClient(Func<ServiceBusClientOptions, ServiceBusClient> create, ServiceBusOptions options) =>
        create(Settings(options));

    /// <summary>Makes a client that consumes a queue: the first entity that it uses is the one by way of which its transactions send.</summary>
    public ServiceBusClient NewConsumer()
    {
        var settings = Settings(Options);
        settings.EnableCrossEntityTransactions = Options.UseTransactions;
        return create(settings);
    }

    /// <summary>Closes something of the library, for five seconds at most: where the library stands still, closing has no end, and whoever calls it stands still too.</summary>
    public static async Task CloseAsync(IAsyncDisposable what) =>
        await Task.Run(() => what.DisposeAsync().AsTask()).WaitAsync(ClosePatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // The time limit is there twice: the policy counts for each attempt, the other one for what the broker is told of it.
    private static ServiceBusClientOptions Settings(ServiceBusOptions options) => new()
    {
        RetryOptions = { CustomRetryPolicy = new NoRetries(options.OperationTimeout), TryTimeout = options.OperationTimeout },
    };
}
