using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Benchmarks;

/// <summary>
/// The first floor, what a no-op task cannot cost less than: the bare client sends, receives and settles, and awaits the
/// broker's answer to both; sender and receiver have a connection each, as client and worker have.
/// </summary>
internal sealed class SendReceiveSettle : IAsyncDisposable, ISettlementObserver
{
    private static readonly Accepted Accepted = new();

    private readonly BareConnection sending;
    private readonly BareConnection receiving;
    private readonly PipelinedSender sender;
    private readonly int messages;
    private TaskCompletionSource done = new();
    private int left;

    private SendReceiveSettle(BareConnection sending, BareConnection receiving, int messages)
    {
        this.sending = sending;
        this.receiving = receiving;
        this.messages = messages;
        sender = new(sending.OpenSender(new Target { Address = EmulatorServer.FloorQueue }));
        _ = new BareReceiver(receiving.OpenReceiver(EmulatorServer.FloorQueue), OnMessage);
    }

    public static async Task<SendReceiveSettle> OpenAsync(string connectionString, int messages) =>
        new(await BareConnection.OpenAsync(connectionString), await BareConnection.OpenAsync(connectionString), messages);

    public async Task RunAsync()
    {
        done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        left = messages;
        await sender.SendAsync(messages, hops: 0);
        await done.Task;
    }

    public void OnState(DeliveryState? state, bool settled)
    {
        if (state is not global::Amqp.Framing.Accepted)
            Environment.FailFast($"The broker answered {state} to a settlement.");
        if (Interlocked.Decrement(ref left) == 0)
            done.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await sending.DisposeAsync();
        await receiving.DisposeAsync();
    }

    private void OnMessage(Message message)
    {
        _ = BareMessages.Hops(message);
        UnsettledDisposition.Observe(message, this);
        UnsettledDisposition.Send(receiving.Session, message, Accepted);
    }
}
