using TypedTasks.Paths;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>Which steps of a flow with compensations run, and when compensations start: once the flow has failed or was cancelled, and nothing of it runs.</summary>
public static class Compensating
{
    /// <summary>Whether a step may start; then it is recorded that it runs.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="isCancelled">Whether the step lies in a cancelled scope.</param>
    /// <param name="last">The last run of the step, or null.</param>
    public static Decision<bool> Begin(BeginStep o, FlowHeader? flow, bool isCancelled, BegunStep? last)
    {
        if (flow is not { State: FlowState.Running } || flow.Key != o.Key || isCancelled)
            return Decision<bool>.Nothing(false);

        // Race: a worker that has lost its message asks late. The run that took its place is the one that is recorded.
        return last is null || last.Run <= o.Run
            ? new(true, [new RunChanged(new(o.Key, o.Path, o.Run, HasEnded: false))])
            : Decision<bool>.Nothing(true);
    }

    /// <summary>Records that a step no longer runs; the message that starts the compensations becomes owed by the last of them.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="last">The last run of the step, or null.</param>
    /// <param name="othersRun">Whether another step of this generation runs; only asked where the flow <see cref="WaitsForSteps"/>.</param>
    /// <param name="now">Now.</param>
    public static Decision<TaskMessage?> End(EndStep o, FlowHeader? flow, BegunStep? last, bool othersRun, DateTimeOffset now)
    {
        List<StoreChange> changes = [];

        // Race: kept also where the step never began, so that an older run whose worker is late does not begin after it.
        if (last is null || last.Run < o.Run || (last.Run == o.Run && !last.HasEnded))
            changes.Add(new RunChanged(new(o.Key, o.Path, o.Run, HasEnded: true)));
        if (!WaitsForSteps(o.Key, flow))
            return new(null, changes);
        var wasRunning = last is { HasEnded: false } && last.Run <= o.Run;
        return new((wasRunning && !othersRun ? Start(flow!, now, changes) : flow!).Owed, changes);
    }

    /// <summary>Whether a flow is compensating in this generation, and so may wait for steps.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="flow">What is known of it, or null.</param>
    public static bool WaitsForSteps(FlowKey key, FlowHeader? flow) => flow is { State: FlowState.Compensating } && flow.Key == key;

    /// <summary>Closes a flow: what completes from then on would not be undone, so it is not recorded.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="completed">The paths of its completed joins that are to be compensated, in any order.</param>
    public static Decision<IReadOnlyList<string>> Close(CloseCompensations o, FlowHeader? flow, IEnumerable<string> completed) => new(
        [.. completed.Order(PathOrder.Instance)],
        flow is { IsClosed: false } && flow.Key == o.Key ? [new FlowChanged(flow with { IsClosed = true })] : []);

    /// <summary>Makes the message owed that starts the compensations, where it waits.</summary>
    internal static FlowHeader Start(FlowHeader flow, DateTimeOffset now, List<StoreChange> changes)
    {
        if (flow.Compensation is not { Since: null } waiting)
            return flow;
        changes.Add(new OwedDue(waiting.Message.Id, now));
        return flow with { Compensation = waiting with { Since = now } };
    }
}
