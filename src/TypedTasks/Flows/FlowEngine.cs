using TypedTasks.Contracts;

namespace TypedTasks.Flows;

/// <summary>
/// The pure interpreter: maps a place in a plan and an event to effects. No I/O, no clock: events carry the time.
/// </summary>
internal static class FlowEngine
{
    /// <summary>Starts a node with the value that arrives at it.</summary>
    public static void Start(Place place, PlanNode node, FlowValue input, DateTimeOffset now, Effects effects)
    {
        switch (node)
        {
            case StepNode step:
                effects.Send(Messages.Step(place, step, 0, input, NotBefore(step, now)));
                break;
            case SequenceNode sequence:
                Start(place.Child(0), sequence.Items[0], input, now, effects);
                break;
            case PassNode:
                Succeed(place, input, now, effects);
                break;
            case JoinNode or EachNode:
                StartMembers(place, node, input, now, effects);
                break;
            default:
                throw new InvalidOperationException($"Unknown node {node.GetType().Name}.");
        }
    }

    /// <summary>A node has yielded a value: starts what follows it, or records it where it belongs.</summary>
    public static void Succeed(Place place, FlowValue value, DateTimeOffset now, Effects effects)
    {
        var above = Climb.From(place, succeeded: true);
        switch (above.Kind)
        {
            case ClimbKind.Next:
                Start(above.Place, above.Node, value, now, effects);
                break;
            case ClimbKind.Join:
                Record(above, new RecordedOutcome(value, null), now, effects);
                break;
            default:
                Finish(place.Flow, FlowState.Succeeded, new RecordedOutcome(value, null), now, effects);
                break;
        }
    }

    /// <summary>A node has failed for good: the failure climbs to the nearest join, or ends the flow.</summary>
    public static void Fail(Place place, ReadOnlyMemory<byte> failure, DateTimeOffset now, Effects effects)
    {
        var outcome = new RecordedOutcome(FlowValue.None, failure);
        var above = Climb.From(place, succeeded: false);
        if (above.Kind == ClimbKind.Join)
            Record(above, outcome, now, effects);
        else
            Finish(place.Flow, FlowState.Failed, outcome, now, effects);
    }

    /// <summary>The store has recorded a member: whoever decided the join carries on; a body that is owed is sent by whoever sees it.</summary>
    public static void Recorded(MemberRecord member, JoinRecord recorded, DateTimeOffset now, Effects effects)
    {
        if (recorded.Owed is { } body)
        {
            effects.Send(body);
            effects.Settled.Add(body.Id);
            return;
        }

        if (recorded.DecidedBy != member.Operation.Index)
            return;
        if (recorded.State == JoinState.Failed)
            Fail(member.Join, recorded.DecidingOutcome.Failure!.Value, now, effects);
        else if (recorded.State == JoinState.Completed && !member.HasBody)
            Succeed(member.Join, FlowValue.Joined(member.Join.Path.Text, member.Operation.Count), now, effects);
    }

    /// <summary>The repetition of a failed attempt.</summary>
    public static TaskMessage Retry(Place place, StepNode step, int attempt, FlowValue input, RetryPolicy policy, DateTimeOffset now)
    {
        var delay = Backoff.Delay(policy, MessageIds.Step(place.Flow.Key, place.Path, attempt), attempt);
        return Messages.Step(place, step, attempt + 1, input, now + delay);
    }

    public static DateTimeOffset? NotBefore(StepNode step, DateTimeOffset now)
    {
        if (step.Options is not { } options)
            return null;
        var delayed = options.Delay is { } delay && delay > TimeSpan.Zero ? now + delay : (DateTimeOffset?)null;
        var at = options.At is { } time && time > now ? time : (DateTimeOffset?)null;
        return delayed is null || at > delayed ? at : delayed;
    }

    /// <summary>Records how a member ended, or repeats what is recorded: what follows is asked for in either case.</summary>
    public static void Record(Climb above, RecordedOutcome outcome, DateTimeOffset now, Effects effects)
    {
        var join = above.Place;
        var value = FlowValue.Joined(join.Path.Text, above.Count);
        var next = Climb.From(join, succeeded: true);
        var hasBody = next.Kind == ClimbKind.Next;
        effects.Members.Add(new(join, hasBody, new RecordMember(
            join.Flow.Key,
            join.Path.Text,
            above.Index,
            above.Count,
            outcome,
            now,
            hasBody ? () => Messages.Start(next.Place, value, now) : null)));
    }

    private static void StartMembers(Place place, PlanNode node, FlowValue input, DateTimeOffset now, Effects effects)
    {
        var mark = effects.TakeMark();
        if (Elements.TryRead(node, input, out var elements))
        {
            if (elements.Total == 0)
            {
                Succeed(place, FlowValue.Inline("[]"u8.ToArray()), now, effects);
                return;
            }

            if (elements.Total <= FanOut.MaxSends)
            {
                var members = node is EachNode ? place with { Sizes = place.Sizes.Add(elements.Total) } : place;
                for (var i = 0; i < elements.Total && FanOut.Fits(effects, mark); i++)
                    Start(members.Child(i), place.Child(node, i), elements[i], now, effects);
                if (FanOut.Fits(effects, mark) && !IsUndecided(input, effects, mark))
                    return;
                effects.Reset(mark);
            }
        }

        effects.Send(Messages.FanOut(place, node, 0, 0, input, null));
    }

    /// <summary>
    /// Whether a member would be recorded with a value that is not decided yet: if the step ran again, its siblings would see
    /// another one. The fan-out message decides it for all of them.
    /// </summary>
    private static bool IsUndecided(FlowValue input, Effects effects, Effects.Mark mark) =>
        input.Kind == ValueKind.Inline && effects.Members.Count > mark.Members;

    private static void Finish(Flow flow, FlowState state, RecordedOutcome outcome, DateTimeOffset now, Effects effects)
    {
        if (flow.Stored)
            effects.Finish = new FinishFlow(flow.Key, state, outcome, now);
    }
}
