using TypedTasks.Transport;

namespace TypedTasks.Hosting.Protection;

/// <summary>An open queue whose messages come in shown.</summary>
internal sealed class ProtectedReceiver(IReceiver receiver, Cover cover) : IReceiver
{
    public ReceiverHealth Health => receiver.Health;

    public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) =>
        await receiver.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } delivery ? new ProtectedDelivery(delivery, cover) : null;

    public ValueTask PauseAsync() => receiver.PauseAsync();

    public void Resume() => receiver.Resume();

    public ValueTask StopAsync(CancellationToken cancellationToken) => receiver.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => receiver.DisposeAsync();
}
