using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>While the store is away nothing new is taken, and what waits locally goes back to its queue: its lock would run out, and that counts as a delivery.</summary>
internal sealed partial class StoreAbsence(FlowStore store, OpenQueues queues, TimeProvider time, ILogger<StoreAbsence> logger)
{
    // A commit that failed once is no absence. Who looks for cancellations asks the store every second, so its return is noticed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task WatchAsync(CancellationToken stopping)
    {
        var isPaused = false;
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var away = store.AwayFor;
            if (away >= Patience == isPaused || (isPaused && away > TimeSpan.Zero))
                continue;
            isPaused = !isPaused;
            if (isPaused)
            {
                LogAway(logger, away);
                await queues.PauseAsync().ConfigureAwait(false);
            }
            else
            {
                LogBack(logger);
                queues.Resume();
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The store has been away for {Duration}: no messages are taken until it answers, and those that run wait for it")]
    private static partial void LogAway(ILogger logger, TimeSpan duration);

    [LoggerMessage(2, LogLevel.Information, "The store answers again: messages are taken")]
    private static partial void LogBack(ILogger logger);
}
