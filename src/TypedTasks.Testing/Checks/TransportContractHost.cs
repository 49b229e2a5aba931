using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>What the transport checks need of a broker: queues, and time that passes.</summary>
public abstract class TransportContractHost : IAsyncDisposable
{
    /// <summary>The transport under test.</summary>
    public abstract ITransport Transport { get; }

    /// <summary>The broker's clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>How long the broker's locks last.</summary>
    public abstract TimeSpan LockDuration { get; }

    /// <summary>Makes an empty queue with duplicate detection that nobody else uses.</summary>
    public abstract ValueTask<string> CreateQueueAsync();

    /// <summary>Makes an empty queue with duplicate detection, for messages with ordering keys, that nobody else uses.</summary>
    public abstract ValueTask<string> CreateOrderedQueueAsync();

    /// <summary>Lets time pass at the broker: virtual time is advanced, real time is waited for.</summary>
    /// <param name="duration">How much.</param>
    public abstract ValueTask PassAsync(TimeSpan duration);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
