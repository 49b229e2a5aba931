using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Logging;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>One life of a consumed queue's connection: how its messages come in, its management link and its transactions.</summary>
internal sealed class ReceiverSession : IAsyncDisposable
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(3);
    private readonly BrokerContext context;
    private readonly AmqpReceiver receiver;
    private readonly BrokerConnection connection;
    private readonly IHandOffs handOffs;
    private readonly TaskCompletionSource<Error?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ReceiverSession(BrokerContext context, AmqpReceiver receiver, BrokerConnection connection, ReceiverOptions options)
    {
        this.context = context;
        this.receiver = receiver;
        this.connection = connection;
        Management = new(context, connection, receiver.Queue);
        handOffs = context.Options.UseTransactions
            ? new HandOffLoop(context, receiver.Queue, new(context, connection), new(context, connection, receiver.Home))
            : new PlainHandOffs(context, new(context, connection, null));
        Intake = options.Ordered
            ? new KeyIntake(context, receiver, this, options.Slots)
            : new LinkIntake(context, receiver, this, options.Slots + options.Prefetch);
        _ = connection.Closed.ContinueWith(
            closed => ended.TrySetResult(closed.Result), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public string Queue => receiver.Queue;

    public string Home => receiver.Home;

    public ILogger Log => context.Log;

    public Session AmqpSession => connection.Session;

    public QueueManagement Management { get; }

    public IIntake Intake { get; }

    /// <summary>Ends when the connection or the receiver link has ended, with what the broker said.</summary>
    public Task<Error?> Ended => ended.Task;

    public bool IsEnded => ended.Task.IsCompleted;

    public static async Task<ReceiverSession> OpenAsync(
        BrokerContext context, AmqpReceiver receiver, ReceiverOptions options, CancellationToken cancellationToken)
    {
        var connection = await BrokerConnection.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var session = new ReceiverSession(context, receiver, connection, options);
        try
        {
            await connection.AuthorizeAsync(receiver.Queue, cancellationToken).ConfigureAwait(false);
            if (receiver.Home != receiver.Queue)
                await connection.AuthorizeAsync(receiver.Home, cancellationToken).ConfigureAwait(false);
            await session.Intake.OpenAsync(cancellationToken).ConfigureAwait(false);
            await session.handOffs.PrepareAsync().ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until the broker has dealt with what it was sent, or is silent.</summary>
    public async Task AnswerAsync()
    {
        if (!IsEnded)
            await Management.AnswerAsync().WaitAsync(AnswerPatience, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends it, so that another is opened.</summary>
    public void End(string reason) => End(new Error(BrokerCondition.ConnectionForced) { Description = reason });

    public void End(Error? error) => ended.TrySetResult(error);

    public bool TryHandOff(AmqpDelivery delivery) => !IsEnded && handOffs.TryBegin(delivery);

    public void OnReturned(AmqpDelivery delivery) => receiver.OnReturned(delivery);

    public void OnSettled(AmqpDelivery delivery) => receiver.OnSettled(delivery);

    public void SettleLate(AmqpDelivery delivery, Settlement settlement) => receiver.SettleLate(delivery, settlement);

    public void AbandonLate(AmqpDelivery delivery) => receiver.AbandonLate(delivery);

    public TransportException Lost() => context.Lost($"Settling a message of queue '{Queue}'");

    public TransportException Explain(Error error) =>
        context.Failure.Of(error, $"Settling a message of queue '{Queue}'");

    public async ValueTask DisposeAsync()
    {
        await Intake.EndAsync().ConfigureAwait(false);
        ended.TrySetResult(null);
        handOffs.End();
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
