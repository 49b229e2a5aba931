using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>A receive that waits for a message.</summary>
internal sealed class ReceiveWaiter(InMemoryReceiver receiver)
    : TaskCompletionSource<IDelivery?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public InMemoryReceiver Receiver { get; } = receiver;

    public CancellationTokenRegistration Registration { get; set; }

    /// <summary>Takes it off the list of those who wait when its caller gives up.</summary>
    public void CancelWith(LinkedListNode<ReceiveWaiter> node, Lock gate, CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(
            _ =>
            {
                lock (gate)
                {
                    // Whoever takes the waiter off the list answers it: a message is never given to a cancelled receive.
                    if (node.List is not { } list)
                        return;
                    list.Remove(node);
                    SetCanceled(cancellationToken);
                }
            },
            null);
        lock (gate)
        {
            if (node.List is not null)
                Registration = registration;
            else
                registration.Unregister();
        }
    }
}
