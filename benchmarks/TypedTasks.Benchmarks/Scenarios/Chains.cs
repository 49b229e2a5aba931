namespace TypedTasks.Benchmarks;

/// <summary>Chains that are enqueued first and then awaited, all of them.</summary>
internal sealed class Chains(int chains, int length) : Scenario("chain step", chains * length)
{
    public override async Task RunAsync(ITaskClient client, Latencies latencies)
    {
        var handles = new TaskHandle<int>[chains];
        await ForAllAsync(chains, async i => handles[i] = await client.EnqueueAsync(Chain(i)));
        for (var i = 0; i < chains; i++)
            Check(i + length - 1, await handles[i].WaitAsync());
    }

    private ISignature<int> Chain(int value)
    {
        ISignature<int> chain = Load.Tasks.First(value);
        for (var i = 1; i < length; i++)
            chain |= Load.Tasks.Next();
        return chain;
    }
}
