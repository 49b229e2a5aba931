namespace TypedTasks.Hosting.Client;

/// <summary>What is recorded of what a flow waits for, as it stands now.</summary>
internal static class RecordedWaits
{
    /// <summary>What was put off until a time that is over is due: its message waits for a worker.</summary>
    public static IReadOnlyList<FlowWait> AsOf(IReadOnlyList<FlowWait> recorded, DateTimeOffset now) => recorded.Any(w => IsOver(w, now))
        ? [.. recorded.Select(w => IsOver(w, now) ? new(w.Path, WaitReason.Queued) : w)]
        : recorded;

    private static bool IsOver(FlowWait wait, DateTimeOffset now) => wait.Reason != WaitReason.Event && wait.Until <= now;
}
