using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>The queue as a process has it open: the world delivers by itself, unless it is paused.</summary>
internal sealed class SimReceiver : IReceiver
{
    public bool IsPaused { get; private set; }

    public ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("The world delivers by itself.");

    public ValueTask PauseAsync()
    {
        IsPaused = true;
        return default;
    }

    public void Resume() => IsPaused = false;

    public ValueTask StopAsync(CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync() => default;
}
