using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Cli.Targets;

/// <summary>The services of TypedTasks over the store and the broker that one command was given, open. Nothing of it runs in the background: this process takes no messages and does no upkeep.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Session(ServiceProvider services) => this.services = services;

    /// <summary>Opens what is named.</summary>
    /// <param name="store">The store, or null.</param>
    /// <param name="connection">The connection string of the broker, or null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static async Task<Session> OpenAsync(StoreTarget? store, string? connection, TimeProvider time, CancellationToken cancellationToken)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(time);
        var builder = collection.AddTypedTasks();
        store?.Use(builder, time);
        if (connection is not null)
            builder.UseAmqp(connection);
        var session = new Session(collection.BuildServiceProvider());
        try
        {
            if (store is not null)
                await session.Get<FlowStore>().OpenAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
