using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Conformance.Tests;

/// <summary>One worker over the in-memory transport and store.</summary>
public sealed class InMemoryFixture : IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await RunningHost.StartAsync(
        static b => b.UseInMemoryTransport().UseInMemoryStore().AddCatalogueSchedule(),
        static w => w.OtherQueues.Add("second"));

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
