namespace TypedTasks.Benchmarks;

/// <summary>Fire and forget; the tasks themselves count how many have run.</summary>
internal sealed class NoOps(int tasks) : Scenario("no-op task", tasks)
{
    public override async Task RunAsync(ITaskClient client, Latencies latencies)
    {
        var done = Countdown.Shared.StartAsync(Units);
        await ForAllAsync(Units, i => client.SendAsync(Load.Tasks.Nothing(i)).AsTask());
        await done;
    }
}
