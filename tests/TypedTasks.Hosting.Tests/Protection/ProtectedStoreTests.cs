using Microsoft.Extensions.Time.Testing;
using TypedTasks.Hosting.Protection;
using TypedTasks.Storage;
using TypedTasks.Testing;

namespace TypedTasks.Hosting.Tests.Protection;

/// <summary>A store behind the border is a store: whoever is above it sees what he would see of clear values.</summary>
public sealed class ProtectedStoreTests
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = new StoreHost();
        await TaskStoreContract.CheckAsync(check, host);
    }

    /// <summary>Nothing passes the border in clear because nobody has thought of it.</summary>
    [Fact]
    public async Task Every_operation_and_every_query_is_known()
    {
        await using var host = new StoreHost();
        var kinds = typeof(StoreOperation).Assembly.GetTypes().Where(static t => !t.IsAbstract && t.IsAssignableTo(typeof(StoreOperation))).ToArray();
        Assert.NotEmpty(kinds);
        foreach (var kind in kinds)
        {
            var operation = (StoreOperation)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind);
            var failed = await Record.ExceptionAsync(() => host.Store.ExecuteAsync([operation], CancellationToken.None).AsTask());
            Assert.False(failed is System.Diagnostics.UnreachableException, $"{kind.Name}: {failed?.Message}");
        }

        Assert.NotNull(await host.Store.QueryAsync(new FindOverdue(1), CancellationToken.None));
        Assert.NotNull(await host.Store.QueryAsync(new FindStranded("b", 1), CancellationToken.None));
        Assert.NotNull(await host.Store.QueryAsync(new FindUnusedPlans(TimeSpan.Zero, 1), CancellationToken.None));
        Assert.NotNull(await host.Store.QueryAsync(new ReadCancellations(0, TimeSpan.MaxValue, 1), CancellationToken.None));
        Assert.NotNull(await host.Store.QueryAsync(new FindOwed(TimeSpan.Zero, 1), CancellationToken.None));
        Assert.NotNull(await host.Store.QueryAsync(new ListFlows(new(), null, 1), CancellationToken.None));
        Assert.NotNull(await host.Store.QueryAsync(new FindPurgeable(new(), TimeSpan.Zero, 1), CancellationToken.None));
    }

    [Fact]
    public async Task A_protector_whose_keys_are_away_is_a_store_that_is_away()
    {
        var protector = new PlainProtector { IsAway = true };
        await using var store = new ProtectedStore(new InMemoryTaskStore(), protector);
        var failed = await Assert.ThrowsAsync<StoreException>(
            () => store.ExecuteAsync([new PutValue(new("f", 0), "0", "1"u8.ToArray())], CancellationToken.None).AsTask());
        Assert.True(failed.IsTransient);
        Assert.Contains("the keys are away", failed.Message, StringComparison.Ordinal);
    }

    private sealed class StoreHost : StoreContractHost
    {
        private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

        public StoreHost() => Store = new ProtectedStore(new InMemoryTaskStore(time), new PlainProtector());

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
}
