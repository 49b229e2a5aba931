namespace TypedTasks.Plans.Diagrams;

/// <summary>Reads the diagram of a plan.</summary>
internal static class PlanDiagram
{
    private const int MaxMembers = 12;
    private const int Shown = 3;

    public static Diagram Read(PlanNode node) => node switch
    {
        StepNode step => Diagram.Step(step.Task),
        PassNode => Diagram.Pass,
        EachNode { IsSettled: true } each => Settled(each with { IsSettled = false }),
        JoinNode { IsSettled: true } join => Settled(join with { IsSettled = false }),
        SettledNode settled => Settled(settled.Body),
        RecoverNode recover => new(DiagramKind.Handler, Diagram.Words.OnFailure, [Read(recover.Body), Read(recover.Handler)]),
        SideNode side => Diagram.Branch(side.OnFailure ? Diagram.Words.OnError : Diagram.Words.OnSuccess, Read(side.Body), Read(side.Branch)),
        CompensateNode compensate => Diagram.Branch(Diagram.Words.Undo, Read(compensate.Body), Read(compensate.Compensation)),
        LimitNode limit => Diagram.Frame(limit.IsExpiry ? Diagram.Words.Expiry : Diagram.Words.TimeOut, Read(limit.Body)),
        EachNode each => Diagram.Frame(Diagram.Words.Each, Read(each.Body)),
        SequenceNode sequence => Diagram.Of(DiagramKind.Sequence, [.. sequence.Items.Select(static (n, i) => Read(n) with { IgnoresInput = i > 0 && !n.TakesInput })]),
        FirstOfNode first => Diagram.Frame(Diagram.Words.FirstOf, Members(first)),
        JoinNode join => Members(join),
        _ => Diagram.Opaque(PlanPrinter.Print(node)),
    };

    private static Diagram Settled(PlanNode node) => Diagram.Of(DiagramKind.Settled, [Read(node)]);

    private static Diagram Members(JoinNode join)
    {
        var count = join.Members.Length;
        return Diagram.Of(
            DiagramKind.Parallel,
            count <= MaxMembers
                ? [.. join.Members.Select(Read)]
                : [.. join.Members.Take(Shown).Select(Read), Diagram.Opaque($"… {count} in all")]);
    }
}
