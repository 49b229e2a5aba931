using System.Globalization;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>
/// The pure interpreter: maps a place in a plan and an event to draft. No I/O, no clock: events carry the time.
/// </summary>
internal static class FlowEngine
{
    /// <summary>Starts a node with the value that arrives at it.</summary>
    public static Effects Start(Place place, PlanNode node, FlowValue input, DateTimeOffset now)
    {
        var draft = new Effects.Draft();
        Start(place, node, input, now, draft);
        return draft.Close();
    }

    /// <summary>A node has yielded a value: starts what follows it, or records it where it belongs.</summary>
    public static Effects Succeed(Place place, FlowValue value, DateTimeOffset now)
    {
        var draft = new Effects.Draft();
        Succeed(place, value, now, draft);
        return draft.Close();
    }

    /// <summary>A node has failed for good: the failure climbs to the nearest join or scope, or ends the flow.</summary>
    public static Effects Fail(Place place, ReadOnlyMemory<byte> failure, DateTimeOffset now)
    {
        var draft = new Effects.Draft();
        Fail(place, failure, now, draft);
        return draft.Close();
    }

    /// <summary>
    /// A message is given up, and what it was to do has failed. One that was to start members of a settled group from a cursor on speaks for
    /// those of them that have not ended.
    /// </summary>
    public static Effects GiveUp(Place place, Envelope envelope, ReadOnlyMemory<byte> failure, DateTimeOffset now)
    {
        if (envelope.Kind != MessageKind.FanOut || place.Node is not { Members: > 0 and var members } node || node.Join != JoinRule.Outcomes)
            return Fail(place, failure, now);
        var draft = new Effects.Draft();
        for (var i = envelope.Cursor; i < members; i++)
            Record(new(ClimbKind.Join, place, node, i, members), new(FlowValue.None, failure), now, draft);
        return draft.Close();
    }

    /// <summary>Records how a member ended, or repeats what is recorded: what follows is asked for in either case.</summary>
    public static Effects Record(Climb above, RecordedOutcome outcome, DateTimeOffset now)
    {
        var draft = new Effects.Draft();
        Record(above, outcome, now, draft);
        return draft.Close();
    }

    /// <summary>The store has recorded members: whoever decided a join carries on; what is owed is sent by whoever sees it.</summary>
    public static Effects Recorded(IReadOnlyList<MemberRecord> members, DateTimeOffset now)
    {
        var draft = new Effects.Draft();
        foreach (var member in members)
            Recorded(member, member.Operation.Result, now, draft);
        return draft.Close();
    }

    /// <summary>The members of joins of which all have failed are known: that is what the joins fail with.</summary>
    public static Effects AllFailed(IEnumerable<(Place Join, IReadOnlyList<RecordedOutcome> Members)> joins, DateTimeOffset now)
    {
        var draft = new Effects.Draft();
        foreach (var (join, members) in joins)
            Fail(join, Joining.AllFailed(join, members), now, draft);
        return draft.Close();
    }

    /// <summary>Handles a fan-out message: starts members from the cursor on, as many as one transaction takes.</summary>
    public static Effects Continue(Place place, PlanNode node, FlowValue input, Elements elements, int cursor, int? stop, DateTimeOffset now)
    {
        var draft = new Effects.Draft();
        FanOut.Continue(place, node, input, elements, cursor, stop, now, draft);
        return draft.Close();
    }

    internal static void Start(Place place, PlanNode node, FlowValue input, DateTimeOffset now, Effects.Draft draft)
    {
        if (node.Limit is not null)
            draft.Send(Messages.Limit(place, node, now));
        if (node.Call is { } call)
            draft.Send(Messages.Step(place, call, input, now));
        else if (node.IsParallel)
            StartMembers(place, node, input, now, draft);
        else if (!node.Children.IsEmpty)
            Start(place.Child(0), node.Children[0], input, now, draft);
        else if (node.Wait is not null)
            draft.Send(Messages.FanOut(place, node, 0, null, input)); // Opened by a message of its own: what came before it has ended for good then.
        else if (node.Given is RawValue given)
            Give(place, node, given.Json, now, draft);
        else
            Succeed(place, node.Recorded is { } scope ? FlowValue.Member(scope.Text, 0) : input, now, draft);
    }

    // A large one may have to be put aside first, which is for the handler of the message.
    private static void Give(Place place, PlanNode node, ReadOnlyMemory<byte> json, DateTimeOffset now, Effects.Draft draft)
    {
        if (json.Length <= FanOut.MaxGiven)
            Succeed(place, FlowValue.Inline(json), now, draft);
        else
            draft.Send(Messages.FanOut(place, node, 0, null, FlowValue.None));
    }

    internal static void Succeed(Place place, FlowValue value, DateTimeOffset now, Effects.Draft draft)
    {
        var above = Climb.From(place, succeeded: true);
        if (above.Kind == ClimbKind.Next)
            Start(above.Place, above.Node, value, now, draft);
        else
            End(above, FlowState.Succeeded, new(value, null), now, draft);
    }

    internal static void Fail(Place place, ReadOnlyMemory<byte> failure, DateTimeOffset now, Effects.Draft draft) =>
        End(Climb.From(place, succeeded: false), FlowState.Failed, new(FlowValue.None, failure), now, draft);

    private static void Recorded(MemberRecord member, JoinRecord recorded, DateTimeOffset now, Effects.Draft draft)
    {
        foreach (var owed in recorded.Owed)
            draft.SendOwed(owed);

        if (recorded.DecidedBy != member.Operation.Index)
            return;
        var (join, node, operation) = member;
        if (recorded.State == JoinState.Completed)
        {
            // A node that follows was owed; there is nothing else to start.
            if (Climb.From(join, succeeded: true).Kind != ClimbKind.Next)
                Succeed(join, Joining.Result(join, node, operation.Count, recorded.DecidingOutcome), now, draft);
        }
        else if (operation.Policy == JoinPolicy.First)
        {
            draft.RecordAllFailed(member);
        }
        else if (node.Join!.Handler is null)
        {
            Fail(join, recorded.DecidingOutcome.Failure!.Value, now, draft);
        }
    }

    /// <summary>
    /// The flow is ended from outside: the error branches of the whole of it start, and nothing else does. Race: where all of it has succeeded, and only the
    /// end of the flow is not recorded yet, that is recorded instead.
    /// </summary>
    public static Effects Expire(Flow flow, ReadOnlyMemory<byte> failure, DateTimeOffset now)
    {
        var outcome = new RecordedOutcome(FlowValue.None, failure);
        var draft = new Effects.Draft();
        var place = Place.Root(flow);
        string? outermost = null;
        for (var node = flow.Plan.Root; node is { IsParallel: false, Join: not null }; node = node.Children[0])
        {
            if (node.Side is not null)
            {
                outermost ??= place.Path.Text;
                Record(new(ClimbKind.Join, place, node, 0, 1), outcome, now, draft);
            }

            place = place.Child(0);
        }

        draft.Finish = new FinishFlow(flow.Key, FlowState.Failed, outcome) { Unless = outermost };
        return draft.Close();
    }

    /// <summary>The repetition of a failed attempt.</summary>
    public static TaskMessage Retry(Place place, StepCall step, Envelope next, TimeSpan pause, DateTimeOffset now) =>
        Messages.Attempt(place, step, next with { Deferrals = 0, HasStart = false }, now + pause);

    /// <summary>How long to wait before a failed attempt is repeated.</summary>
    public static TimeSpan Pause(Place place, Envelope envelope, RetryPolicy policy) =>
        Backoff.Delay(
            policy,
            string.Create(CultureInfo.InvariantCulture, $"{place.Flow.Key}/{place.Path}/{envelope.Attempt}"),
            envelope.Attempt - envelope.Postponements);

    internal static void Record(Climb above, RecordedOutcome outcome, DateTimeOffset now, Effects.Draft draft) =>
        draft.Record(new(above.Place, above.Node, Joining.Record(above, outcome, now)));

    private static void End(Climb above, FlowState state, RecordedOutcome outcome, DateTimeOffset now, Effects.Draft draft)
    {
        switch (above.Kind)
        {
            case ClimbKind.Join:
                Record(above, outcome, now, draft);
                break;
            case ClimbKind.Compensations:
                draft.CompensationsEnded = above.Place.Flow;
                break;
            case ClimbKind.Root when above.Place.Flow.Stored:
                draft.Finish = new FinishFlow(above.Place.Flow.Key, state, outcome);
                break;
        }
    }

    private static void StartMembers(Place place, PlanNode node, FlowValue input, DateTimeOffset now, Effects.Draft draft)
    {
        var mark = draft.TakeMark();
        if (node.Elements is not { MaxParallelism: > 0 } && !(node.Elements is not null && place.IsOpened) && Elements.TryRead(node, input, out var elements))
        {
            if (elements.Total == 0)
            {
                Succeed(place, FlowValue.Inline("[]"u8.ToArray()), now, draft);
                return;
            }

            if (elements.Total <= FanOut.MaxSends)
            {
                var members = node.Elements is not null ? place with { Sizes = place.Sizes.Add(elements.Total) } : place;
                for (var i = 0; i < elements.Total && draft.Fits(mark); i++)
                    Start(members.Child(i), place.Child(node, i), elements[i], now, draft);
                if (draft.Fits(mark) && !IsUndecided(input, draft, mark))
                    return;
                draft.Reset(mark);
            }
        }

        draft.Send(Messages.FanOut(place, node, 0, FanOut.FirstStop(node), input));
    }

    /// <summary>
    /// Whether a member would be recorded with a value that is not decided yet: if the step ran again, its siblings would see
    /// another one. The fan-out message decides it for all of them.
    /// </summary>
    private static bool IsUndecided(FlowValue input, Effects.Draft draft, Effects.Draft.Mark mark) =>
        input.Kind == ValueKind.Inline && draft.RecordsSince(mark);
}
