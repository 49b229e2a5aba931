using Microsoft.Extensions.Time.Testing;
using TypedTasks.Storage;

namespace TypedTasks.Testing.Tests;

/// <summary>The in-memory store on a clock that stands still until it is moved.</summary>
internal sealed class InMemoryStoreHost : StoreContractHost
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    public InMemoryStoreHost() => Store = new InMemoryTaskStore(time);

    public override ITaskStore Store { get; }

    public override ValueTask PassAsync(TimeSpan duration)
    {
        time.Advance(duration);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await base.DisposeAsync();
    }
}
