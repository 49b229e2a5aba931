using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing.Tests;

public sealed class InMemoryTaskStoreTests
{
    private static readonly FlowKey Flow = new("f", 0);

    [Theory]
    [InlineData(StoreFault.FailsBeforeCommit, false)]
    [InlineData(StoreFault.FailsAfterCommit, true)]
    public async Task A_transaction_fails_before_or_after_its_commit(StoreFault fault, bool recorded)
    {
        await using var store = new InMemoryTaskStore();
        store.Faults.Inject(fault, static o => o is PutValue);
        var put = new PutValue(Flow, "0", "1"u8.ToArray());
        await store.ExecuteAsync([new GetFlow(Flow)], CancellationToken.None);
        await Assert.ThrowsAsync<StoreException>(() => store.ExecuteAsync([put], CancellationToken.None).AsTask());
        var value = new GetValue(Flow, "0");
        await store.ExecuteAsync([value], CancellationToken.None);
        Assert.Equal(recorded, value.Result is not null);
        await store.ExecuteAsync([put], CancellationToken.None);
    }

    [Fact]
    public async Task Unsent_messages_are_counted()
    {
        await using var store = new InMemoryTaskStore();
        var message = new TaskMessage { Id = "1", Queue = "q", FlowId = "f", Subject = "s", Step = "0", Body = default };
        await store.ExecuteAsync([new AcceptFlow(Flow, "n", null, "h", default, TimeSpan.FromDays(1), message)], CancellationToken.None);
        Assert.Equal(1, store.UnsentCount);
        await store.ExecuteAsync([new DeleteOwed("1")], CancellationToken.None);
        Assert.Equal(0, store.UnsentCount);
    }
}
