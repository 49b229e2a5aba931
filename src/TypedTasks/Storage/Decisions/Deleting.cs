using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>What is no longer kept.</summary>
public static class Deleting
{
    /// <summary>Deletes a flow that has ended for so long.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<bool> Delete(DeleteFlow o, FlowHeader? flow, DateTimeOffset now) =>
        flow is { EndedAt: { } endedAt } && endedAt <= StoreTime.Before(now, o.EndedFor)
            ? new(true, [new FlowDeleted(o.FlowId)])
            : Decision<bool>.Nothing(false);

    /// <summary>Deletes a plan that nobody needs.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="usedAt">When the plan was marked as used; null where it is not kept.</param>
    /// <param name="hasFlow">Whether a flow has it.</param>
    /// <param name="now">Now.</param>
    public static Decision<bool> Delete(DeletePlan o, DateTimeOffset? usedAt, bool hasFlow, DateTimeOffset now) =>
        usedAt <= StoreTime.Before(now, o.UnusedFor) && !hasFlow
            ? new(true, [new PlanDeleted(o.PlanHash)])
            : Decision<bool>.Nothing(false);
}
