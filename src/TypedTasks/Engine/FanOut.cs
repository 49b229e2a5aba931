using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>Starts the members of a large join by instalments: each message starts some and sends the next message.</summary>
internal static class FanOut
{
    // The broker allows 100 messages per transaction; the rest is room for the completion and the next fan-out message.
    public const int MaxSends = 90;

    public const int MaxBytes = 200_000;

    /// <summary>The most bytes of a value that a plan gives which fit into a message of every broker.</summary>
    public const int MaxGiven = 1024;

    /// <summary>Handles a fan-out message: starts members from the cursor on, as many as one transaction takes.</summary>
    internal static void Continue(
        Place place, PlanNode node, FlowValue input, Elements elements, int cursor, int? stop, DateTimeOffset now, Effects.Draft draft)
    {
        if (elements.Total == 0)
        {
            FlowEngine.Succeed(place, FlowValue.Inline("[]"u8.ToArray()), now, draft);
            return;
        }

        var start = draft.TakeMark();
        var members = node.Elements is not null ? place with { Sizes = place.Sizes.Add(elements.Total) } : place;
        var end = Math.Min(elements.Total, stop ?? int.MaxValue);
        for (var i = cursor; i < end; i++)
        {
            var mark = draft.TakeMark();
            if (elements.Has(i))
                FlowEngine.Start(members.Child(i), place.Child(node, i), elements[i], now, draft);
            if (elements.Has(i) && (draft.Fits(start) || i == cursor))
                continue;
            draft.Reset(mark);
            draft.Send(Messages.FanOut(place, node, i, stop, input));
            return;
        }
    }

    /// <summary>Where the first instalments end; further members start as others end.</summary>
    public static int? FirstStop(PlanNode node) => node.Elements is { MaxParallelism: > 0 and var most } ? most : null;

    /// <summary>How many members one message starts at most, as far as the plan tells: where a member starts with several steps, fewer.</summary>
    public static int MembersAtOnce(PlanNode node)
    {
        var steps = OrderingKeys.FirstSteps(node).Take(MaxSends + 1).Count();

        // A member of more steps than that starts with a fan-out message of its own.
        return steps > MaxSends ? MaxSends : MaxSends / Math.Max(steps, 1);
    }
}
