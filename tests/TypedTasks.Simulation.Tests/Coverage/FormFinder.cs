using TypedTasks.Paths;
using TypedTasks.Plans;

namespace TypedTasks.Simulation.Tests;

/// <summary>
/// Says which forms a place of a flow meets: its own, what hands over to it, and all above it up to the join or scope that its
/// end concerns next.
/// </summary>
/// <param name="nodeAt">The node at a path.</param>
internal sealed class FormFinder(Func<StepPath, PlanNode> nodeAt)
{
    private readonly Dictionary<string, long> known = new(StringComparer.Ordinal);

    public long FormsOf(string place)
    {
        if (place == SimPlace.Child)
            return Bit(Form.ChildFlow);
        if (known.TryGetValue(place, out var forms))
            return forms;
        try
        {
            forms = Find(StepPath.Parse(place));
        }
        catch (FlowFormatException)
        {
            // The plan that a step returned is not recorded yet.
            return Bit(Form.ReturnedPlan);
        }

        return known[place] = forms;
    }

    private long Find(StepPath path)
    {
        if (path.Level == StepPath.CompensationLevel)
            return Bit(Form.Compensation);
        var forms = Of(nodeAt(path));
        while (path.Level != '\0')
        {
            var parent = path.Parent;
            switch (path.Level)
            {
                case StepPath.CompensationLevel:
                    return forms | Bit(Form.Compensation);
                case StepPath.SideLevel:
                    return forms | Of(nodeAt(parent));
                case StepPath.PlanLevel:
                    forms |= Bit(Form.ReturnedPlan);
                    path = parent;
                    continue;
            }

            var node = nodeAt(parent);
            forms |= Of(node);
            if (node is not SequenceNode sequence)
                return parent.IsAside && parent.Text[0] == StepPath.CompensationLevel ? forms | Bit(Form.Compensation) : forms;
            if (path.Index > 0)
                forms |= Of(sequence.Items[path.Index - 1]);
            path = parent;
        }

        return forms;
    }

    private static long Of(PlanNode node) => node switch
    {
        StepNode step => Bit(Form.Step)
            | (step.Task.IsReplaced ? Bit(Form.ReturnedPlan) : 0)
            | (step.Options is { Delay: not null } or { At: not null } ? Bit(Form.Delay) : 0)
            | (step.Options is { Expiry: not null } ? Bit(Form.StepExpiry) : 0)
            | (step.Options is { LimitKey: not null } ? Bit(Form.Permit) : 0)
            | (step.Task.OrderingKey is not null ? Bit(Form.Ordered) : 0)
            | (step.Task.Name == SimRegistry.RatedTask ? Bit(Form.Rated) : 0),
        SequenceNode => Bit(Form.Sequence),
        FirstOfNode => Bit(Form.FirstOf),
        GroupNode group => Bit(group.IsSettled ? Form.SettledJoin : Form.Group),
        TupleNode => Bit(Form.Tuple),
        EachNode each => Bit(Form.Each)
            | (each.Rule.ChunkSize > 0 ? Bit(Form.EachInChunks) : 0)
            | (each.Rule.MaxParallelism > 0 ? Bit(Form.EachBounded) : 0)
            | (each.Rule.IsSettled ? Bit(Form.SettledJoin) : 0),
        SettledNode => Bit(Form.SettledScalar),
        AbsorbNode => Bit(Form.SettledWhole),
        RecoverNode => Bit(Form.Recover),
        SideNode side => Bit(side.Branch.OnFailure ? Form.OnError : Form.OnSuccess),
        LimitNode => Bit(Form.Limit),
        CompensateNode or RecordedNode => Bit(Form.Compensation),
        WaitNode => Bit(Form.Wait),
        PassNode => Bit(Form.Pass),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static long Bit(Form form) => 1L << (int)form;
}
