using Microsoft.Extensions.Hosting;

namespace TypedTasks.Conformance.Worker;

/// <summary>A client that keeps a number of flows running, and writes down which were accepted and how each ended.</summary>
/// <param name="client">Starts them.</param>
/// <param name="ledger">Where it writes.</param>
/// <param name="lanes">How many run at once.</param>
/// <param name="first">The number of the first flow: no two clients use one number.</param>
public sealed class FlowLoad(ITaskClient client, LedgerFile ledger, int lanes, int first) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private int number = first;
    private int accepted;
    private int refused;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => RunLaneAsync(stoppingToken)));

    private async Task RunLaneAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var next = Interlocked.Increment(ref number);
            var shape = FlowShape.All[next % FlowShape.All.Count];
            try
            {
                await RunAsync(shape, next, stopping);
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

    private async Task RunAsync(FlowShape shape, int next, CancellationToken stopping)
    {
        var handle = await client.EnqueueAsync(shape.Make(next), stopping);
        ledger.Write($"accepted {handle.FlowId}");
        Count("accepted", ref accepted);
        ledger.Write($"ended {handle.FlowId} {await FlowShape.OutcomeAsync(handle, stopping)}");
    }

    // In order, or whoever waits for a number would see it twice.
    private void Count(string word, ref int count)
    {
        lock (gate)
            Console.WriteLine($"{word} {++count}");
    }
}
