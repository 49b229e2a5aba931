using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class OwedChecks
{
    public static readonly ContractCheck<ITaskStore>[] All =
    [
        new("Owed messages come oldest first, before a time, up to a limit", OrderAsync),
        new("A sent message is owed no more, and deleting it twice does no harm", DeleteAsync),
        new("An owed message keeps everything, and nothing where nothing was", ContentAsync),
    ];

    private static async Task OrderAsync(ITaskStore store)
    {
        foreach (var minute in new[] { 3, 1, 2 })
            await store.Run(Given.Accept(new($"flow-{minute}", 0), Given.Message($"m{minute}"), at: Given.Noon.AddMinutes(minute)));
        static IEnumerable<string> Ids(IReadOnlyList<TaskMessage> messages) => messages.Select(static m => m.Id);
        Expect.Sequence(["m1", "m2"], Ids(await store.Run(new ReadOwed(Given.Noon.AddMinutes(3), 10))));
        Expect.Sequence(["m1", "m2"], Ids(await store.Run(new ReadOwed(Given.Noon.AddMinutes(9), 2))));
        Expect.Sequence(["m1", "m2", "m3"], Ids(await store.Run(new ReadOwed(Given.Noon.AddMinutes(9), 10))));
    }

    private static async Task DeleteAsync(ITaskStore store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")));
        await store.Run(new DeleteOwed("m1"), new DeleteOwed("m1"), new DeleteOwed("never"));
        Expect.Equal(0, (await store.Run(new ReadOwed(DateTimeOffset.MaxValue, 10))).Count);
    }

    private static async Task ContentAsync(ITaskStore store)
    {
        var bare = new TaskMessage { Id = "bare", Queue = "q", FlowId = "f", Subject = "", Step = "", Body = default };
        await store.Run(Given.Accept(owed: bare));
        Given.SameMessage(bare, (await store.Run(new ReadOwed(DateTimeOffset.MaxValue, 10))).Single());
    }
}
