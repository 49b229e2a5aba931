using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Hosting.Tests.Protection;

namespace TypedTasks.Conformance.Tests;

/// <summary>One worker over the in-memory transport and store, with protected values.</summary>
public sealed class ProtectedFixture : IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await RunningHost.StartAsync(
        static b => b.UseInMemoryTransport().UseInMemoryStore().UseValueProtector(new PlainProtector()),
        static w => w.Queues.Add("second"));

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
