using System.Diagnostics;

namespace TypedTasks.Benchmarks;

/// <summary>One task after another, each enqueued and awaited: what one caller sees.</summary>
internal sealed class RoundTrips(int count) : Scenario("round trip", count)
{
    public override async Task RunAsync(ITaskClient client, Latencies latencies)
    {
        for (var i = 0; i < Units; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var handle = await client.EnqueueAsync(Load.Tasks.First(i));
            Check(i, await handle.WaitAsync());
            latencies.Add(Stopwatch.GetElapsedTime(start));
        }
    }
}
