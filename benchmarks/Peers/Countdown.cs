namespace Peers;

/// <summary>Counts what has run.</summary>
internal static class Countdown
{
    private static TaskCompletionSource done = new();
    private static int left;

    public static Task StartAsync(int count)
    {
        done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref left, count);
        return done.Task;
    }

    public static void Signal()
    {
        if (Interlocked.Decrement(ref left) == 0)
            done.SetResult();
    }
}
