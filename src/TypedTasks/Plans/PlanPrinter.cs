namespace TypedTasks.Plans;

/// <summary>Writes a plan the way it was composed, without arguments.</summary>
internal static class PlanPrinter
{
    private const int MaxMembers = 3;

    public static string Print(PlanNode node)
    {
        var text = node.Text;
        var printed = text.Form switch
        {
            NodeForm.Leaf => text.Word,
            NodeForm.Sequence => node.Children.Skip(1).Aggregate(
                Print(node.Children[0]),
                static (all, next) => $"{all} {(next.TakesInput ? "|" : ">>")} {Print(next)}"),
            NodeForm.Members => $"{text.Word}({string.Join(", ", Members(node))})",
            _ => $"{Enclosed(node.Children[0])}.{text.Word}{Others(node)}",
        };
        return text.IsSettled ? $"{printed}.settled" : printed;
    }

    private static IEnumerable<string> Members(PlanNode node) => node.Children.Length <= MaxMembers || node.Tag != NodeTag.Group
        ? node.Children.Select(Print)
        : [.. node.Children.Take(MaxMembers).Select(Print), $"… {node.Children.Length} in all"];

    private static string Enclosed(PlanNode node) => node.Text.Form == NodeForm.Sequence ? $"({Print(node)})" : Print(node);

    private static string Others(PlanNode node) =>
        node.Children.Length == 1 ? "" : $"({string.Join(", ", node.Children.Skip(1).Select(Print))})";
}
