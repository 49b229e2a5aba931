using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal sealed class InMemoryReceiver(InMemoryQueue queue) : IReceiver
{
    private InMemoryDelivery? first;

    public bool IsStopped { get; set; }

    public ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) => queue.Receive(this, cancellationToken);

    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        queue.Stop(this);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        queue.Stop(this);
        queue.Orphan(this);
        return ValueTask.CompletedTask;
    }

    public void Hold(InMemoryDelivery delivery)
    {
        delivery.Receiver = this;
        delivery.Previous = null;
        delivery.Next = first;
        first?.Previous = delivery;
        first = delivery;
    }

    public void Release(InMemoryDelivery delivery)
    {
        if (delivery.Previous is null)
            first = delivery.Next;
        else
            delivery.Previous.Next = delivery.Next;
        delivery.Next?.Previous = delivery.Previous;
        delivery.Previous = delivery.Next = null;
        delivery.Receiver = null;
    }

    public InMemoryDelivery? AnyHeld => first;

    public IEnumerable<InMemoryDelivery> Held
    {
        get
        {
            for (var delivery = first; delivery is not null; delivery = delivery.Next)
                yield return delivery;
        }
    }
}
