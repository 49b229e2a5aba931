using TypedTasks.Paths;

namespace TypedTasks.Storage.Decisions;

/// <summary>What is recorded of what a flow waits for. It decides nothing.</summary>
public static class Holding
{
    private const string TaskLimit = "task:";
    private const string KeyLimit = "key:";

    /// <summary>What a running flow waits for, in order of path.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="waits">What it waits for or has, in any order; only asked where it runs.</param>
    /// <param name="permits">The permits that steps of it wait for, in any order; only asked where it runs.</param>
    /// <param name="steps">The histories of its steps that were put off until a time, in any order; only asked where it runs.</param>
    /// <param name="isCancelled">Whether a path lies in a scope that is cancelled: what was waited for there is not waited for any more.</param>
    public static FlowWait[] Read(
        ReadWaits o,
        FlowHeader? flow,
        IEnumerable<AwaitedEvent> waits,
        IEnumerable<Permit> permits,
        IEnumerable<StepRecord> steps,
        Func<string, bool> isCancelled)
    {
        ArgumentNullException.ThrowIfNull(o);
        if (!Waits(flow))
            return [];
        var events = waits
            .Where(w => Waiting.IsOpen(flow, w))
            .Select(static w => new FlowWait(w.Path!, WaitReason.Event) { Name = w.Event, Key = w.Key.Length > 0 ? w.Key : null, Until = w.Until });
        var limits = permits
            .OrderBy(static p => p.Name, StringComparer.Ordinal)
            .Select(static p => new FlowWait(p.Waiting!.Step, WaitReason.ConcurrencyLimit) { Name = NameOf(p.Name) })
            .DistinctBy(static w => w.Path)
            .ToDictionary(static w => w.Path, StringComparer.Ordinal);

        // A step stands in line after it was put off.
        var notes = steps
            .Where(s => s.Reason is not null && !limits.ContainsKey(s.Path))
            .Select(static s => new FlowWait(s.Path, s.Reason!.Value) { Name = s.Reason == WaitReason.Retry ? null : s.Task, Until = s.Until });
        return
        [
            .. events.Concat(limits.Values).Concat(notes)
                .OrderBy(static w => w.Path, PathOrder.Instance).ThenBy(static w => w.Reason)
                .ThenBy(static w => w.Name, StringComparer.Ordinal).ThenBy(static w => w.Key, StringComparer.Ordinal)
                .Take(o.Count).Where(w => !isCancelled(w.Path)),
        ];
    }

    /// <summary>Whether anything of a flow may wait.</summary>
    /// <param name="flow">The flow, or null.</param>
    public static bool Waits(FlowHeader? flow) => flow is { State: FlowState.Running };

    private static string NameOf(string limit) => limit.StartsWith(TaskLimit, StringComparison.Ordinal) ? limit[TaskLimit.Length..]
        : limit.StartsWith(KeyLimit, StringComparison.Ordinal) ? limit[KeyLimit.Length..]
        : limit;
}
