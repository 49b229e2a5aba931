using TypedTasks.Transport;

namespace TypedTasks.Benchmarks;

internal sealed class CountingReceiver(IReceiver inner, Traffic traffic) : IReceiver
{
    public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (await inner.ReceiveAsync(cancellationToken) is not { } delivery)
            return null;
        traffic.Receive();
        return new CountingDelivery(delivery, traffic);
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
