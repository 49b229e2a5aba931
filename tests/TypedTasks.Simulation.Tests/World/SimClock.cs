namespace TypedTasks.Simulation.Tests;

/// <summary>Waiting on the world's thread: the framework's own delay leaves for the pool when it is cancelled.</summary>
internal static class SimClock
{
    public static async Task WaitAsync(TimeProvider time, TimeSpan duration, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource();
        var timer = time.CreateTimer(static s => ((TaskCompletionSource)s!).TrySetResult(), done, duration, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            using var cancel = cancellationToken.UnsafeRegister(
                static (s, token) => ((TaskCompletionSource)s!).TrySetCanceled(token), done);
            await done.Task.ConfigureAwait(false);
        }
    }
}
