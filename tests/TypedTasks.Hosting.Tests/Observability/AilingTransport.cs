using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

/// <summary>A transport whose queues are as well as a test says.</summary>
internal sealed class AilingTransport : ITransport
{
    public ReceiverHealth Health { get; set; } = ReceiverHealth.Open;

    public string Endpoint => "nowhere";

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) => default;

    public ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) => new(new Receiver(this));

    public ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken) => new(new DeadLetterPage([], "0"));

    public ValueTask DisposeAsync() => default;

    private sealed class Receiver(AilingTransport transport) : IReceiver
    {
        private readonly TaskCompletionSource<IDelivery?> stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ReceiverHealth Health => transport.Health;

        public ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) => new(stopped.Task);

        public ValueTask StopAsync(CancellationToken cancellationToken)
        {
            stopped.TrySetResult(null);
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }
}
