using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>Where one check runs: queues of its own, and a client that has seen no other entity. All of it is gone afterwards.</summary>
internal sealed class Trial(string connection, ServiceBusAdministrationClient administration) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string prefix = $"typedtasks-doctor-{Guid.NewGuid().ToString("N")[..8]}";
    private readonly List<string> queues = [];
    private readonly List<ServiceBusClient> clients = [];

    public string Connection => connection;

    /// <summary>Makes a queue as tasks need it.</summary>
    public async Task<string> QueueAsync(CancellationToken cancellationToken, Action<CreateQueueOptions>? change = null)
    {
        var options = new CreateQueueOptions($"{prefix}-{queues.Count + 1}")
        {
            LockDuration = TimeSpan.FromSeconds(30),
            RequiresDuplicateDetection = true,
            DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(5),
            DeadLetteringOnMessageExpiration = true,
        };
        change?.Invoke(options);
        await administration.CreateQueueAsync(options, cancellationToken);
        queues.Add(options.Name);
        return options.Name;
    }

    /// <summary>A client whose transactions span entities; the first that it receives from is the one that the others are reached by.</summary>
    public ServiceBusClient Client()
    {
        var client = new ServiceBusClient(connection, new ServiceBusClientOptions
        {
            EnableCrossEntityTransactions = true,
            RetryOptions = { MaxRetries = 1, TryTimeout = Patience },
        });
        clients.Add(client);
        return client;
    }

    /// <summary>Sends by a client of its own.</summary>
    public async Task SendAsync(string queue, CancellationToken cancellationToken, params ServiceBusMessage[] messages)
    {
        await using var client = new ServiceBusClient(connection);
        foreach (var message in messages)
            await client.CreateSender(queue).SendMessageAsync(message, cancellationToken);
    }

    /// <summary>Takes the next message under lock.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public static async Task<ServiceBusReceivedMessage> TakeAsync(ServiceBusReceiver receiver, CancellationToken cancellationToken) =>
        await receiver.ReceiveMessageAsync(Patience, cancellationToken) ?? throw new TimeoutException($"No message came from {receiver.EntityPath} in {Patience.TotalSeconds} s.");

    /// <summary>How many messages a queue holds, locked ones included and scheduled ones not.</summary>
    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        await using var client = new ServiceBusClient(connection);
        var messages = await client.CreateReceiver(queue).PeekMessagesAsync(100, 0, cancellationToken);
        return messages.Count(static m => m.State == ServiceBusMessageState.Active);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            await client.DisposeAsync();
        foreach (var queue in queues)
            await administration.DeleteQueueAsync(queue, CancellationToken.None);
    }
}
