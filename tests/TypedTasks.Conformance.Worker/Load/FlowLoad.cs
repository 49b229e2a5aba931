using Microsoft.Extensions.Hosting;

namespace TypedTasks.Conformance.Worker;

/// <summary>A client that keeps a number of flows running, starts others beside them, and writes down which were accepted and how they ended.</summary>
/// <param name="client">Starts them.</param>
/// <param name="ledger">Where it writes.</param>
/// <param name="lanes">How many run at once.</param>
/// <param name="first">The number of the first flow: no two clients use one number.</param>
public sealed class FlowLoad(ITaskClient client, LedgerFile ledger, int lanes, int first) : BackgroundService
{
    // What it starts beside the lanes it does not wait for: while nothing ends, somebody still asks.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private int number = first;
    private int accepted;
    private int refused;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => RunLaneAsync(waits: true, stoppingToken)).Append(RunLaneAsync(waits: false, stoppingToken)));

    private async Task RunLaneAsync(bool waits, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var next = Interlocked.Increment(ref number);
            var shape = FlowShape.All[next % FlowShape.All.Count];
            try
            {
                var handle = await StartAsync(shape, next, stopping);
                if (waits)
                    ledger.Write($"ended {handle.FlowId} {await FlowShape.OutcomeAsync(handle, stopping)}");
                else
                    await Task.Delay(Pause, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StoreException or TransportException)
            {
                Count("refused", ref refused);
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<TaskHandle<int>> StartAsync(FlowShape shape, int next, CancellationToken stopping)
    {
        var handle = await client.EnqueueAsync(shape.Make(next), stopping);
        ledger.Write($"accepted {handle.FlowId}");
        Count("accepted", ref accepted);
        return handle;
    }

    // In order, or whoever waits for a number would see it twice.
    private void Count(string word, ref int count)
    {
        lock (gate)
            Console.WriteLine($"{word} {++count}");
    }
}
