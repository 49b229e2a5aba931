using TypedTasks.Paths;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>The history of steps. It decides nothing.</summary>
public static class Recording
{
    /// <summary>Keeps the newest: of the newest generation the newest attempt, and an attempt that has ended does not run again.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">What is known of the step, or null.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<StoreChange> Record(RecordStep o, KnownStep? known, DateTimeOffset now)
    {
        var next = new KnownStep(o.Key.Generation, o.Step.Attempt, o.Step.State);
        if (known is { } before && !Supersedes(next, before))
            return [];
        var changed = new StepChanged(o.Key.FlowId, o.Key.Generation, o.Step);

        // What is repeated, because an answer was lost or an end is recorded twice, is counted once.
        if (o.Step.State is not (StepState.Succeeded or StepState.Retrying or StepState.Failed) || known == next)
            return [changed];
        var counted = new AttemptCounted(o.Step.Task, o.Step.State, Duration(o.Step), now);
        return o.Kind is { } kind ? [changed, counted, new FailureSeen(kind, o.Key.FlowId, o.Step.Path, now)] : [changed, counted];
    }

    /// <summary>Histories in order of path.</summary>
    /// <param name="steps">The histories of a flow, in any order.</param>
    public static StepRecord[] InOrder(IEnumerable<StepRecord> steps) => [.. steps.OrderBy(static s => s.Path, PathOrder.Instance)];

    /// <summary>Counts in order of task and state. Only steps that run have progress worth adding up.</summary>
    /// <param name="counts">The steps of a flow by task and state, with the sum of their progress, in any order.</param>
    public static StepCount[] InOrder(IEnumerable<StepCount> counts) =>
    [
        .. counts
            .OrderBy(static c => c.Task, StringComparer.Ordinal)
            .ThenBy(static c => c.State)
            .Select(static c => c.State == StepState.Running ? c : c with { Progress = 0 }),
    ];

    private static TimeSpan Duration(StepRecord step) => step.EndedAt > step.StartedAt ? step.EndedAt.Value - step.StartedAt : TimeSpan.Zero;

    private static bool Supersedes(KnownStep next, KnownStep known)
    {
        var order = (next.Generation, next.Attempt).CompareTo((known.Generation, known.Attempt));
        return order != 0 ? order > 0 : next.State switch
        {
            StepState.Running => known.State is StepState.Running or StepState.Unknown or StepState.Waiting,

            // Race: the worker that runs it may write before the one that had put it off.
            StepState.Waiting => known.State is StepState.Unknown or StepState.Waiting,
            _ => true,
        };
    }
}
