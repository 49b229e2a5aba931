using TypedTasks.Engine;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>What the steps of a flow wait for: what is recorded, or what follows from the plan and the ends of others.</summary>
internal sealed class StepHolds(FlowRecord flow, FlowTurn? turn, IReadOnlyList<FlowWait> recorded, DateTimeOffset now)
{
    private readonly Dictionary<string, FlowWait> byPath = recorded.Where(static w => w.Reason != WaitReason.Event)
        .ToDictionary(static w => w.Path, StringComparer.Ordinal);

    /// <summary>What a step with a history waits for; null where it runs or has ended.</summary>
    public FlowWait? Of(StepRecord step) =>
        step.State is StepState.Retrying or StepState.Waiting or StepState.Unknown ? byPath.GetValueOrDefault(step.Path) : null;

    /// <summary>What a step without a history waits for; null where nobody can tell.</summary>
    public FlowWait? Of(UnstartedStep step)
    {
        if (flow.State != FlowState.Running)
            return null;
        return step.Turn.IsReady switch
        {
            null => null,
            false => new(step.Path, WaitReason.Predecessor) { Name = step.Turn.After },
            true when flow.AwaitsTurn => new(step.Path, WaitReason.Turn) { Name = turn?.Key, Place = turn?.Place },
            true => byPath.GetValueOrDefault(step.Path) ?? Due(step),
        };
    }

    private FlowWait? Due(UnstartedStep step)
    {
        var due = step.Call.Options?.At;
        if (step.Call.Options?.Delay is { } delay && delay > TimeSpan.Zero)
        {
            // Of what comes after a join, and of a flow that was retried, nobody knows when it was sent.
            var sent = step.Turn.After is not null ? step.Turn.Since : flow.Key.Generation == 0 ? flow.AcceptedAt : (DateTimeOffset?)null;
            if (sent is null)
                return due > now ? new(step.Path, WaitReason.Delay) : null;
            due = due is { } at && at > sent + delay ? at : sent + delay;
        }

        return due > now ? new(step.Path, WaitReason.Delay) { Until = due } : new(step.Path, WaitReason.Queued);
    }
}
