using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Logging;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Receiving;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.ServiceBus.Topology;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus;

/// <summary>Carries messages to Azure Service Bus or an emulator of it, by the official client.</summary>
public sealed class ServiceBusTransport : ITransport
{
    private readonly ClientContext context;
    private readonly ServiceBusClient client;
    private readonly SenderSet senders;
    private readonly RepeatedSends sends;
    private readonly NumberedMessages numbered;
    private readonly DeadLetterReader deadLetters;
    private readonly OldestMessage oldest;
    private readonly QueueCheck check;

    /// <summary>Makes a transport; it connects when it is first used.</summary>
    /// <param name="options">How to reach the broker.</param>
    /// <param name="loggers">Where it logs to.</param>
    /// <param name="time">Its clock. Locks, pauses and time limits go by it; what the client library waits for goes by the system's.</param>
    /// <exception cref="FormatException">The connection string is broken.</exception>
    public ServiceBusTransport(ServiceBusOptions options, ILoggerFactory loggers, TimeProvider time)
        : this(options, ServiceBusConnectionString.Of(options ?? throw new ArgumentNullException(nameof(options))), loggers, time)
    {
    }

    /// <summary>Makes a transport on clients that you make.</summary>
    /// <param name="createClient">
    /// Makes a client for the namespace with the options that it is given: called once for sending and once for each queue that is consumed.
    /// It may set the kind of connection, the proxy, the identifier; the retry policy and cross-entity transactions have to stay.
    /// </param>
    /// <param name="options">How patient it is; connection string, namespace and credential do not count.</param>
    /// <param name="loggers">Where it logs to.</param>
    /// <param name="time">Its clock. Locks, pauses and time limits go by it; what the client library waits for goes by the system's.</param>
    /// <param name="administration">Checks queues at start and makes them; null where the credentials have no right to.</param>
    public ServiceBusTransport(
        Func<ServiceBusClientOptions, ServiceBusClient> createClient,
        ServiceBusOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        ServiceBusAdministrationClient? administration = null)
        : this(createClient, options, null, isEmulator: false, loggers, time, administration)
    {
    }

    private ServiceBusTransport(ServiceBusOptions options, ServiceBusConnectionString target, ILoggerFactory loggers, TimeProvider time)
        : this(ClientTarget.Clients(options, target), options, target.ToString(), target.IsEmulator, loggers, time, ClientTarget.Administration(options, target))
    {
    }

    private ServiceBusTransport(
        Func<ServiceBusClientOptions, ServiceBusClient> createClient,
        ServiceBusOptions options,
        string? endpoint,
        bool isEmulator,
        ILoggerFactory loggers,
        TimeProvider time,
        ServiceBusAdministrationClient? administration)
    {
        ArgumentNullException.ThrowIfNull(createClient);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(time);
        ReceiverCredit.Check();
        NoRetries.Check();
        var log = loggers.CreateLogger<ServiceBusTransport>();
        client = ClientContext.NewClient(createClient, options);
        context = new(options, createClient, endpoint ?? "amqps://" + client.FullyQualifiedNamespace, isEmulator, log, time);
        senders = new(context, client);
        sends = new(context, senders);
        numbered = new(context, client, senders);
        var peek = new ClientPeek(context, client);
        deadLetters = new(peek);
        oldest = new(peek);
        check = new(options, context.Endpoint, isEmulator, log, administration is null ? null : new ClientAdministration(administration));
    }

    /// <inheritdoc/>
    public string Endpoint => context.Endpoint;

    /// <inheritdoc/>
    public string MessagingSystem => "servicebus";

    /// <inheritdoc/>
    public ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return senders.MaxMessageBytesAsync(queue, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return sends.SendAsync(messages, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            if (message.NotBefore is not null)
            {
                var number = await numbered.ScheduleAsync(message, cancellationToken).ConfigureAwait(false);
                TransportMetrics.Sent(1);
                return number;
            }
        }
        catch (TransportException e)
        {
            // Whether it was scheduled or not, the same id is not taken twice.
            TransportLog.NotNumbered(context.Log, message.Id, message.Queue, e);
        }

        await SendAsync([message], cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public ValueTask<bool> CancelScheduledAsync(string queue, string messageId, long number, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return numbered.CancelAsync(queue, messageId, number, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Slots, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Prefetch, nameof(options));
        await check.RunAsync(queue, options.Ordered, cancellationToken).ConfigureAwait(false);
        return await ClientReceiver.OpenAsync(context, queue, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return deadLetters.PeekAsync(queue, cursor, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> PeekOldestAsync(string queue, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return oldest.PeekAsync(queue, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReceiver> OpenDeadLettersAsync(
        string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentNullException.ThrowIfNull(options);
        var address = queue + (inTransfer ? SubQueues.Transfer : SubQueues.DeadLetter);
        return await ClientReceiver.OpenAsync(context, address, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        check.Dispose();
        await ClientContext.CloseAsync(client).ConfigureAwait(false);
    }
}
