using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>Somebody who receives dead letters.</summary>
internal sealed class InMemoryLetterReceiver(InMemoryDeadLetters letters) : IReceiver
{
    public bool IsStopped { get; set; }

    public ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) => letters.ReceiveAsync(this, cancellationToken);

    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        letters.Stop(this, isDisposed: false);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        letters.Stop(this, isDisposed: true);
        return ValueTask.CompletedTask;
    }
}
