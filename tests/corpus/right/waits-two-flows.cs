namespace Corpus;

static class WaitsTwoFlows
{
    public static async Task Run(ITaskClient client) =>
        await Task.WhenAll(client.EnqueueAsync(Wait.For(WaitsTold.Paid)).AsTask(), client.EnqueueAsync(Wait.For(WaitsTold.Paid)).AsTask());
}

public static partial class WaitsTold
{
    [TaskEvent("corpus.paid")] public static partial TaskEvent<int> Paid { get; }
}
