using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the in-memory transport and store.</summary>
public static class InMemoryBuilderExtensions
{
    /// <summary>Sends and receives through a broker in memory, on the registered <see cref="TimeProvider"/> or the system's.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="options">How the broker behaves.</param>
    public static TypedTasksBuilder UseInMemoryTransport(this TypedTasksBuilder builder, InMemoryTransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(s => new InMemoryTransport(s.GetService<TimeProvider>(), options));
        builder.Services.TryAddSingleton<ITransport>(static s => s.GetRequiredService<InMemoryTransport>());

        // A mark and not the transport: the container would dispose of what a factory gives it, and others may use it still.
        builder.Services.TryAddKeyedSingleton<object>(Grace.InProcessBroker, new object());
        return builder;
    }

    /// <summary>Keeps flows in memory, on the registered <see cref="TimeProvider"/> or the system's.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    public static TypedTasksBuilder UseInMemoryStore(this TypedTasksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(static s => new InMemoryTaskStore(s.GetService<TimeProvider>()));
        builder.Services.TryAddSingleton<ITaskStore>(static s => s.GetRequiredService<InMemoryTaskStore>());
        return builder;
    }
}
