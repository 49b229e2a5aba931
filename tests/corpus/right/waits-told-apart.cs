namespace Corpus;

static class WaitsToldApart
{
    public static async Task Run(ITaskClient client)
    {
        var flow = await client.EnqueueAsync((Wait.For(WaitsTold.Legal).WithKey("a"), Wait.For(WaitsTold.Legal).WithKey("b")).Join());
        await client.RaiseAsync(flow.FlowId, WaitsTold.Legal, 1, "a");
    }
}

public static partial class WaitsTold
{
    [TaskEvent("corpus.legal")] public static partial TaskEvent<int> Legal { get; }
}
