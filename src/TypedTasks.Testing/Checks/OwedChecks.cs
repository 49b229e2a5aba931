using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class OwedChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("Messages that are owed for so long come oldest first, up to a limit", OrderAsync),
        new("Messages that became owed in one transaction come in their order there", SameMomentAsync),
        new("A sent message is owed no more, and deleting it twice does no harm", DeleteAsync),
        new("A message that waits to become due is not owed, and stays until it is", WaitingAsync),
        new("An owed message keeps everything, and nothing where nothing was", ContentAsync),
    ];

    private static async Task OrderAsync(StoreContractHost store)
    {
        foreach (var id in new[] { "m3", "m1", "m2" })
        {
            await store.Run(Given.Accept(new($"flow-{id}", 0), Given.Message(id)));
            await store.PassAsync(10);
        }

        static IEnumerable<string> Ids(IReadOnlyList<TaskMessage> messages) => messages.Select(static m => m.Id);
        Expect.Sequence(["m3", "m1"], Ids(await store.Ask(new FindOwed(TimeSpan.FromMinutes(15), 10))));
        Expect.Sequence(["m3", "m1"], Ids(await store.Ask(new FindOwed(TimeSpan.Zero, 2))));
        Expect.Sequence(["m3", "m1", "m2"], Ids(await store.Ask(new FindOwed(TimeSpan.Zero, 10))));
    }

    private static async Task SameMomentAsync(StoreContractHost store)
    {
        string[] ids = ["b", "a", "d", "c"];
        await store.Run([.. ids.Select(static id => Given.Accept(new($"flow-{id}", 0), Given.Message(id)))]);
        await store.Run(new DeleteOwed("a"));
        await store.Run(Given.Accept(new("flow-e", 0), Given.Message("e")));
        Expect.Sequence(["b", "d", "c", "e"], await store.OwedAsync());
    }

    private static async Task DeleteAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")));
        await store.Run(new DeleteOwed("m1"), new DeleteOwed("m1"), new DeleteOwed("never"));
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task WaitingAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept() with { Compensation = Given.Message("undo") }, new DeleteOwed("undo"));
        Expect.Sequence([], await store.OwedAsync());
        Expect.Equal("undo", (await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")))).Owed?.Id);
        Expect.Sequence(["undo"], await store.OwedAsync());
        await store.Run(new DeleteOwed("undo"));
        Expect.True((await store.Run(new GetFlow(Given.Flow))).Owed is null, "it was sent");
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task ContentAsync(StoreContractHost store)
    {
        var bare = new TaskMessage { Id = "bare", Queue = "q", FlowId = "f", Subject = "", Step = "", Body = default };
        await store.Run(Given.Accept(owed: bare));
        Given.SameMessage(bare, (await store.Ask(new FindOwed(TimeSpan.Zero, 10))).Single());
    }
}
