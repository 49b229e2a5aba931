namespace TypedTasks.Conformance.Tests;

/// <summary>The time after which a test that waits for a signal has failed; never part of what a test asserts.</summary>
public static class Deadline
{
    public static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public static CancellationToken Long => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;
}
