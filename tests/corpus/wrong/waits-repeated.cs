namespace Corpus;

static class WaitsRepeated
{
    public static async Task Run(ITaskClient client, ISignature<IReadOnlyList<int>> numbers)
    {
        await client.EnqueueAsync(numbers | (Signature.Pass<int>() | Wait.For(WaitsRepeatedSaid.Legal).Carrying<int>()).Each()); //! TT1018
    }
}

public static partial class WaitsRepeatedSaid
{
    [TaskEvent("corpus.wrong.repeated")] public static partial TaskEvent<int> Legal { get; }
}
