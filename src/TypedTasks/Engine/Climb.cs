using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>The way up from a node that has ended, to what concerns it next.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Place">Where: the next node, or the join.</param>
/// <param name="Node">The node there.</param>
/// <param name="Index">Which member of the join it is.</param>
/// <param name="Count">How many members the join has.</param>
internal readonly record struct Climb(ClimbKind Kind, Place Place, PlanNode Node, int Index, int Count)
{
    /// <summary>The join that counts the branch of a place, however far the branch still has to go; null where there is none.</summary>
    public static Climb? ToJoin(Place place) => From(place, succeeded: false) is { Kind: ClimbKind.Join } join ? join : null;

    public static Climb From(Place place, bool succeeded)
    {
        while (true)
        {
            switch (place.Path.Level)
            {
                case '\0':
                    return new(ClimbKind.Root, place, place.Flow.Plan.Root, 0, 0);
                case StepPath.SideLevel:
                    return new(ClimbKind.SideBranch, place, place.Node, 0, 0);
                case StepPath.CompensationLevel:
                    // Their plan may be missing: the message that was to make it can be given up like any other.
                    return new(ClimbKind.Compensations, place, place.Flow.Plan.Root, 0, 0);
                case StepPath.PlanLevel:
                    // What the plan yields is what the step yields that returned it.
                    place = place with { Path = place.Path.Parent };
                    continue;
            }

            var index = place.Path.Index;
            var parent = (place with { Path = place.Path.Parent }).Node;
            var above = place.Parent(parent);
            if (succeeded && parent.NextOf(index) is { } next)
                return new(ClimbKind.Next, above.Child(next), parent.Children[next], 0, 0);
            var members = parent.Members ?? place.Sizes[^1];
            if (index < members)
                return new(ClimbKind.Join, above, parent, index, members);
            place = above;
        }
    }
}
