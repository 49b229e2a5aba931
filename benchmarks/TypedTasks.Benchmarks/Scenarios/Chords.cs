namespace TypedTasks.Benchmarks;

/// <summary>Groups with a body; the cost of fan-out and body is told per member.</summary>
internal sealed class Chords(int chords, int members) : Scenario("chord member", chords * members)
{
    public override async Task RunAsync(ITaskClient client, Latencies latencies)
    {
        var handles = new TaskHandle<int>[chords];
        await ForAllAsync(chords, async i => handles[i] = await client.EnqueueAsync(Chord()));
        foreach (var handle in handles)
            Check(members * (members - 1) / 2, await handle.WaitAsync());
    }

    private ISignature<int> Chord() =>
        Group.Of(Enumerable.Range(0, members).Select(static i => Load.Tasks.Member(i))) | Load.Tasks.Total();
}
