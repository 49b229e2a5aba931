using System.Collections.Immutable;
using TypedTasks.Paths;
using TypedTasks.Plans;

namespace TypedTasks.Wire;

/// <summary>A node of a running flow.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Path">Where in the plan, with element indices under <c>Each</c>.</param>
/// <param name="Sizes">How many members each enclosing <c>Each</c> has, outermost first: no message needs the store to know when a join is complete.</param>
internal readonly record struct Place(Flow Flow, StepPath Path, ImmutableArray<int> Sizes)
{
    public PlanNode Node
    {
        get
        {
            var node = Flow.Plan.Root;
            var segments = Path.Segments;
            while (segments.MoveNext())
            {
                node = segments.Level switch
                {
                    null => Child(node, segments.Current),
                    StepPath.SideLevel when node.Side is { } side => side.Node,
                    StepPath.SideLevel => throw Missing(),
                    _ => Flow.Level(Path.Text[..segments.Position]).Root,
                };
            }

            return node;
        }
    }

    /// <summary>What bounds it in time, where it is the body of a scope that does; otherwise null.</summary>
    public TimeLimit? Bound => Path.Level is null ? (this with { Path = Path.Parent }).Node.Limit : null;

    /// <summary>Whether a scope that encloses it, in its own plan, has a compensation.</summary>
    public bool IsCompensated
    {
        get
        {
            for (var place = this; place.Path.Text.Length > 0 && place.Path.Level is null;)
            {
                place = place with { Path = place.Path.Parent };
                if (place.Node.Compensation is not null)
                    return true;
            }

            return false;
        }
    }

    /// <summary>
    /// Whether the store has to know how many members it has before any of them has ended: an <c>Each</c> whose members carry failures that
    /// are none of theirs, for only the list tells their number.
    /// </summary>
    public bool IsOpened
    {
        get
        {
            if (Node.Elements is not { IsSettled: true })
                return false;
            for (var place = this; place.Path.Level is null;)
            {
                var index = place.Path.Index;
                place = place with { Path = place.Path.Parent };
                var above = place.Node;
                if (above.CarrierChild != index)
                    return false;
                if (above.Join is { Absorbs: true })
                    return true;
            }

            return false;
        }
    }

    /// <summary>Whether it runs the elements of a chunk, one after another.</summary>
    public bool IsChunk => !Sizes.IsEmpty && Path.Level is null && (this with { Path = Path.Parent }).Node.Elements is { ChunkSize: > 0 };

    public static Place Root(Flow flow) => new(flow, StepPath.Root, []);

    public Place Child(int index) => this with { Path = Path.Child(index) };

    public Place Enter(char level) => this with { Path = Path.Enter(level) };

    /// <summary>The place above; leaving an <c>Each</c> drops its size.</summary>
    public Place Parent(PlanNode parent) =>
        this with { Path = Path.Parent, Sizes = parent.Elements is not null ? Sizes.RemoveAt(Sizes.Length - 1) : Sizes };

    public PlanNode Child(PlanNode node, int index) => node.ChildAt(index) ?? throw Missing();

    private FlowFormatException Missing() => new($"The plan of flow {Flow.Key} has no step {Path}.");
}
