namespace TypedTasks.Hosting.Shared;

/// <summary>Starts what outlives its caller. Nothing of the caller's goes with it: neither the log scope of a step nor its span.</summary>
internal static class Apart
{
    /// <summary>Starts it; all that it does before its first wait is done on return, and that part still sees what is the caller's.</summary>
    public static Task Start(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return work();
        using (ExecutionContext.SuppressFlow())
            return work();
    }
}
