using System.Collections.Concurrent;
using System.Diagnostics;

namespace TypedTasks.Conformance.Tests;

/// <summary>Runs flows at once, and each of them again after every kill that follows, until there are none to come.</summary>
/// <param name="lockDuration">What a flow takes longer than whose message was held by a worker that died.</param>
public sealed class FlowLaps(FlowRun run, IReadOnlyList<FlowCase> flows, RandomKills kills, TimeSpan lockDuration)
{
    private readonly ConcurrentQueue<string> wrong = new();
    private TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private int ended;
    private int hit;

    public int Ended => ended;

    public int Hit => hit;

    public async Task<IReadOnlyCollection<string>> RunAsync()
    {
        running = flows.Count;
        var killing = kills.RunAsync(() => Volatile.Read(ref idle).Task, run.CancellationToken);
        await Task.WhenAll(flows.Select(RepeatAsync));
        await killing;
        return wrong;
    }

    private async Task RepeatAsync(FlowCase flow)
    {
        while (true)
        {
            var kill = kills.Next;
            var again = !kills.Over && !flow.IsBig;
            await RunAsync(flow);
            if (Interlocked.Decrement(ref running) == 0)
                Volatile.Read(ref idle).TrySetResult();
            if (!again)
                return;
            await kill;
            if (Interlocked.Increment(ref running) == 1)
                Volatile.Write(ref idle, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    private async Task RunAsync(FlowCase flow)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = await flow.Run(run);
            Assert.Equal(flow.Expected, result);
        }
        catch (OperationCanceledException)
        {
            wrong.Enqueue($"{flow.Name}: it did not end.");
        }
        catch (Exception e)
        {
            wrong.Enqueue($"{flow.Name}: {e.Message}");
        }

        Interlocked.Increment(ref ended);
        if (Stopwatch.GetElapsedTime(started) >= lockDuration)
            Interlocked.Increment(ref hit);
    }
}
