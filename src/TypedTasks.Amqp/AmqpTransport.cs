using Microsoft.Extensions.Logging;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Receiving;
using TypedTasks.Amqp.Security;
using TypedTasks.Amqp.Sending;
using TypedTasks.Amqp.Topology;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Receiving;
using TypedTasks.ServiceBus.Topology;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp;

/// <summary>Carries messages over AMQP 1.0 to Azure Service Bus or an emulator of it, by AMQP.NET Lite.</summary>
public sealed class AmqpTransport : ITransport
{
    private const int LargestScheduled = 48 * 1024;
    private readonly BrokerContext context;
    private readonly SharedConnection shared;
    private readonly ClientSender sender;
    private readonly ScheduledMessages scheduled;
    private readonly DeadLetterReader deadLetters;
    private readonly OldestMessage oldest;
    private readonly QueueCheck check;

    /// <summary>Makes a transport; it connects when it is first used.</summary>
    /// <param name="options">How to reach the broker.</param>
    /// <param name="loggers">Where it logs to.</param>
    /// <param name="time">Its clock.</param>
    /// <exception cref="FormatException">The connection string is broken.</exception>
    public AmqpTransport(ServiceBusOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(time);
        UnsettledDisposition.Check();
        var target = ServiceBusConnectionString.Of(options);
        ITokenSource tokens = target switch
        {
            { Signature: { } signature } => new SignatureTokenSource(signature),
            { Key: { } key } => new SharedKeyTokenSource(target.KeyName!, key, options.TokenLifetime, time),
            _ => new CredentialTokenSource(options.Credential!),
        };
        context = new(target, tokens, options, loggers.CreateLogger<AmqpTransport>(), time);
        shared = new(context);
        sender = new(context, shared);
        scheduled = new(context, shared);
        var peek = new MessagePeek(context, shared);
        deadLetters = new(peek);
        oldest = new(peek);
        check = new(options, context.Endpoint, target.IsEmulator, context.Log, AtomAdministration.Of(target, tokens, options, time));
    }

    /// <inheritdoc/>
    public string Endpoint => context.Endpoint;

    /// <inheritdoc/>
    public string MessagingSystem => "servicebus";

    /// <inheritdoc/>
    public ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return context.Limits.Find(queue) is { } known ? new(known) : sender.GetMaxMessageBytesAsync(queue, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return sender.SendAsync(messages, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            // What is large goes by a link, which knows how much its queue takes.
            if (message.NotBefore is not null && message.Body.Length <= LargestScheduled)
            {
                var number = await scheduled.ScheduleAsync(message, cancellationToken).ConfigureAwait(false);
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
        return scheduled.CancelAsync(queue, messageId, number, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReceiver> OpenReceiverAsync(
        string queue, ReceiverOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Slots, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Prefetch, nameof(options));
        await check.RunAsync(queue, options.Ordered, cancellationToken).ConfigureAwait(false);
        return await AmqpReceiver.OpenAsync(context, queue, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(
        string queue, string? cursor, CancellationToken cancellationToken)
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
        return await AmqpReceiver.OpenAsync(context, address, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        check.Dispose();
        return shared.DisposeAsync();
    }
}
