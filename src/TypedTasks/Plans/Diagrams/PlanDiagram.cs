namespace TypedTasks.Plans.Diagrams;

/// <summary>Reads the diagram of a plan.</summary>
internal static class PlanDiagram
{
    private const int MaxMembers = 12;
    private const int Shown = 3;

    public static Diagram Read(PlanNode node)
    {
        var text = node.Text;
        var diagram = text.Kind switch
        {
            DiagramKind.Pass => Diagram.Pass,
            DiagramKind.Sequence => Diagram.Of(
                DiagramKind.Sequence, [.. node.Children.Select(static (n, i) => Read(n) with { IgnoresInput = i > 0 && !n.TakesInput })]),
            DiagramKind.Parallel => Members(node),
            DiagramKind.Frame => Diagram.Frame(text.Title, node.Elements is null && node.IsParallel ? Members(node) : Read(node.Children[0])),
            _ => new(text.Kind, text.Title, [.. node.Children.Select(Read)]),
        };
        return text.IsSettled ? Diagram.Of(DiagramKind.Settled, [diagram]) : diagram;
    }

    private static Diagram Members(PlanNode join)
    {
        var count = join.Children.Length;
        return Diagram.Of(
            DiagramKind.Parallel,
            count <= MaxMembers
                ? [.. join.Children.Select(Read)]
                : [.. join.Children.Take(Shown).Select(Read), Diagram.Opaque($"… {count} in all")]);
    }
}
