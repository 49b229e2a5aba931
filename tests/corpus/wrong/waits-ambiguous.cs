namespace Corpus;

static class WaitsAmbiguous
{
    public static async Task Run(ITaskClient client)
    {
        await client.EnqueueAsync((Wait.For(WaitsSaid.Legal), Wait.For(WaitsSaid.Legal)).Join()); //! TT1018
    }
}

public static partial class WaitsSaid
{
    [TaskEvent("corpus.wrong.legal")] public static partial TaskEvent<int> Legal { get; }
}
