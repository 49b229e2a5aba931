using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>A receive that waits for a message.</summary>
internal sealed class ReceiveWaiter(InMemoryReceiver receiver)
    : TaskCompletionSource<IDelivery?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public InMemoryReceiver Receiver { get; } = receiver;

    public CancellationTokenRegistration Registration { get; set; }
}
