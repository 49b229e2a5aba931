using System.Collections.Concurrent;
using System.Threading.Channels;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

/// <summary>A transport that delivers each message once and loses its lock while the step runs.</summary>
internal sealed class LosingTransport : ITransport
{
    private readonly Channel<IDelivery> queue = Channel.CreateUnbounded<IDelivery>();
    private readonly TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> settlements = new();

    public Task GivenUp => givenUp.Task;

    public IEnumerable<string> Settlements => settlements;

    public string Endpoint => "nowhere";

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
            queue.Writer.TryWrite(new Delivery(this, message));
        return default;
    }

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) => new(new Receiver(this));

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) => new(new DeadLetterPage([], "0"));

    public ValueTask DisposeAsync() => default;

    private sealed class Receiver(LosingTransport transport) : IReceiver
    {
        public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) =>
            await transport.queue.Reader.WaitToReadAsync(cancellationToken) && transport.queue.Reader.TryRead(out var delivery) ? delivery : null;

        public ValueTask StopAsync(CancellationToken cancellationToken)
        {
            transport.queue.Writer.TryComplete();
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Delivery(LosingTransport transport, TaskMessage message) : IDelivery
    {
        private readonly CancellationTokenSource lost = new();

        public TaskMessage Message => message;

        public int DeliveryCount => 0;

        public DateTimeOffset? EnqueuedAt => null;

        public CancellationToken LockLost
        {
            get
            {
                // Asked for when the step takes its token: from then on it runs.
                lost.CancelAfter(TimeSpan.FromMilliseconds(1));
                return lost.Token;
            }
        }

        public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => Refuse("complete");

        public ValueTask AbandonAsync() => Refuse("abandon");

        public ValueTask DeadLetterAsync(string reason, string description) => Refuse("dead-letter");

        private ValueTask Refuse(string settlement)
        {
            transport.settlements.Enqueue(settlement);
            transport.givenUp.TrySetResult();
            throw new LockLostException("The lock is lost.");
        }
    }
}
