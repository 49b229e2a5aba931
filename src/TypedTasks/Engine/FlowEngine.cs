using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>
/// The pure interpreter: maps a place in a plan and an event to effects. No I/O, no clock: events carry the time.
/// </summary>
internal static class FlowEngine
{
    /// <summary>Starts a node with the value that arrives at it.</summary>
    public static void Start(Place place, PlanNode node, FlowValue input, DateTimeOffset now, Effects effects)
    {
        if (node.Limit is not null)
            effects.Send(Messages.Limit(place, node, now));
        if (node.Call is { } call)
            effects.Send(Messages.Step(place, call, input, now));
        else if (node.IsParallel)
            StartMembers(place, node, input, now, effects);
        else if (!node.Children.IsEmpty)
            Start(place.Child(0), node.Children[0], input, now, effects);
        else
            Succeed(place, node.Recorded is { } scope ? FlowValue.Member(scope.Text, 0) : input, now, effects);
    }

    /// <summary>A node has yielded a value: starts what follows it, or records it where it belongs.</summary>
    public static void Succeed(Place place, FlowValue value, DateTimeOffset now, Effects effects)
    {
        var above = Climb.From(place, succeeded: true);
        if (above.Kind == ClimbKind.Next)
            Start(above.Place, above.Node, value, now, effects);
        else
            End(above, FlowState.Succeeded, new(value, null), now, effects);
    }

    /// <summary>A node has failed for good: the failure climbs to the nearest join or scope, or ends the flow.</summary>
    public static void Fail(Place place, ReadOnlyMemory<byte> failure, DateTimeOffset now, Effects effects) =>
        End(Climb.From(place, succeeded: false), FlowState.Failed, new(FlowValue.None, failure), now, effects);

    /// <summary>The store has recorded a member: whoever decided the join carries on; what is owed is sent by whoever sees it.</summary>
    public static void Recorded(MemberRecord member, JoinRecord recorded, DateTimeOffset now, Effects effects)
    {
        foreach (var owed in recorded.Owed)
            effects.SendOwed(owed);

        if (recorded.DecidedBy != member.Operation.Index)
            return;
        var (join, node, operation) = member;
        if (recorded.State == JoinState.Completed)
        {
            // A node that follows was owed; there is nothing else to start.
            if (Climb.From(join, succeeded: true).Kind != ClimbKind.Next)
                Succeed(join, Joining.Result(join, node, operation.Count, recorded.DecidingOutcome), now, effects);
        }
        else if (operation.Policy == JoinPolicy.First)
        {
            effects.RecordAllFailed(member);
        }
        else if (node.Join!.Handler is null)
        {
            Fail(join, recorded.DecidingOutcome.Failure!.Value, now, effects);
        }
    }

    /// <summary>The flow has ended from outside: the error branches of the whole of it start, and nothing else does.</summary>
    public static void Expire(Flow flow, ReadOnlyMemory<byte> failure, DateTimeOffset now, Effects effects)
    {
        var outcome = new RecordedOutcome(FlowValue.None, failure);
        var place = Place.Root(flow);
        for (var node = flow.Plan.Root; node is { IsParallel: false, Join: not null }; node = node.Children[0])
        {
            if (node.Side is { OnFailure: true })
                Record(new(ClimbKind.Join, place, node, 0, 1), outcome, now, effects);
            place = place.Child(0);
        }
    }

    /// <summary>The repetition of a failed attempt.</summary>
    public static TaskMessage Retry(Place place, StepCall step, Envelope envelope, TimeSpan pause, DateTimeOffset now) =>
        Messages.Step(place, step, envelope.Attempt + 1, envelope.Input, now + pause, envelope.ExpiresAt);

    /// <summary>How long to wait before a failed attempt is repeated.</summary>
    public static TimeSpan Pause(Place place, Envelope envelope, RetryPolicy policy) =>
        Backoff.Delay(policy, MessageIds.Step(place.Flow.Key, place.Path, envelope.Attempt), envelope.Attempt);

    /// <summary>Records how a member ended, or repeats what is recorded: what follows is asked for in either case.</summary>
    public static void Record(Climb above, RecordedOutcome outcome, DateTimeOffset now, Effects effects) =>
        effects.Record(new(above.Place, above.Node, Joining.Record(above, outcome, now)));

    private static void End(Climb above, FlowState state, RecordedOutcome outcome, DateTimeOffset now, Effects effects)
    {
        switch (above.Kind)
        {
            case ClimbKind.Join:
                Record(above, outcome, now, effects);
                break;
            case ClimbKind.Compensations:
                effects.CompensationsEnded = above.Place.Flow;
                break;
            case ClimbKind.Root when above.Place.Flow.Stored:
                effects.Finish = new FinishFlow(above.Place.Flow.Key, state, outcome);
                break;
        }
    }

    private static void StartMembers(Place place, PlanNode node, FlowValue input, DateTimeOffset now, Effects effects)
    {
        var mark = effects.TakeMark();
        if (node.Elements is not { MaxParallelism: > 0 } && Elements.TryRead(node, input, out var elements))
        {
            if (elements.Total == 0)
            {
                Succeed(place, FlowValue.Inline("[]"u8.ToArray()), now, effects);
                return;
            }

            if (elements.Total <= FanOut.MaxSends)
            {
                var members = node.Elements is not null ? place with { Sizes = place.Sizes.Add(elements.Total) } : place;
                for (var i = 0; i < elements.Total && FanOut.Fits(effects, mark); i++)
                    Start(members.Child(i), place.Child(node, i), elements[i], now, effects);
                if (FanOut.Fits(effects, mark) && !IsUndecided(input, effects, mark))
                    return;
                effects.Reset(mark);
            }
        }

        effects.Send(Messages.FanOut(place, node, 0, FanOut.FirstStop(node), 0, input, null));
    }

    /// <summary>
    /// Whether a member would be recorded with a value that is not decided yet: if the step ran again, its siblings would see
    /// another one. The fan-out message decides it for all of them.
    /// </summary>
    private static bool IsUndecided(FlowValue input, Effects effects, Effects.Mark mark) =>
        input.Kind == ValueKind.Inline && effects.Members.Count > mark.Members;
}
