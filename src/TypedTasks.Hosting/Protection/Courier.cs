using TypedTasks.Security;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Protection;

/// <summary>The transport as client and worker use it: where values are protected, bodies are on the way. Without a protector it is the transport itself.</summary>
internal sealed class Courier(ITransport? transport = null, IValueProtector? protector = null)
{
    /// <summary>The transport, or null where none is configured.</summary>
    public ITransport? Transport { get; } = transport is null || protector is null ? transport : new ProtectedTransport(transport, protector);

    /// <summary>The transport, for what cannot be done without.</summary>
    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public ITransport Required => Transport ?? throw new InvalidOperationException(
        "No transport is configured: add one with UseAmqp(connectionString) or UseServiceBus(connectionString).");
}
