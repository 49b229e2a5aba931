namespace TypedTasks.Hosting.Shared;

/// <summary>How long a worker remembers cancelled scopes. A flow is not purged before its cancellations are forgotten.</summary>
internal static class CancellationMemory
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(1);
}
