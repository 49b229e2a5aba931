using System.Diagnostics;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Starts flows for as long as something goes on, so many at a time, and judges how each ends.</summary>
internal sealed class FlowFeed(FlowSite site, int atOnce, int least, TimeSpan patience)
{
    private const int DifferentFlows = 600;

    private readonly List<string> wrong = [];
    private int started;

    public int Started => started;

    /// <summary>What did not end as it must.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    public TimeSpan Took { get; private set; }

    public async Task RunAsync(Task trouble)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (!trouble.IsCompleted || Volatile.Read(ref started) < least)
                await RunOneAsync();
        })));
        await trouble;
        Took = clock.Elapsed;
    }

    private async Task RunOneAsync()
    {
        var number = Interlocked.Increment(ref started) - 1;
        // As in life, plans repeat: what is kept of each does not grow without end.
        var flow = Flow.Of(number % DifferentFlows);
        using var limit = new CancellationTokenSource(patience);
        var problem = await RunAsync(number, flow, limit.Token);
        site.Ledger.End();
        if (problem is null)
            return;
        lock (wrong)
            wrong.Add(problem);
    }

    private async Task<string?> RunAsync(int number, Flow flow, CancellationToken cancellationToken)
    {
        var id = "";
        try
        {
            var handle = await site.Client.EnqueueAsync(flow.Signature, cancellationToken);
            id = handle.FlowId;
            var result = await handle.WaitAsync(cancellationToken);
            if (result != flow.Result)
                return $"Flow {number} yielded {result} and not {flow.Result}.";
            var steps = site.Ledger.StepsOf(id);
            return steps is null || steps == flow.Steps ? null : $"Of flow {number} {steps} steps ran and not {flow.Steps}.";
        }
        catch (OperationCanceledException)
        {
            return $"Flow {number} ({id}) has not ended.";
        }
        catch (Exception e)
        {
            return $"Flow {number} ({id}) failed: {e}";
        }
    }
}
