using System.Globalization;

namespace TypedTasks.Plans;

/// <summary>Writes a plan the way it was composed, without arguments.</summary>
internal static class PlanPrinter
{
    private const int MaxMembers = 3;

    public static string Print(PlanNode node) => node switch
    {
        StepNode step => step.Task,
        PassNode => "pass",
        RecordedNode recorded => $"result of {recorded.Scope}",
        EachNode { IsSettled: true } each => $"{Print(each with { IsSettled = false })}.settled",
        JoinNode { IsSettled: true } join => $"{Print(join with { IsSettled = false })}.settled",
        SettledNode settled => $"{Scope(settled)}.settled",
        RecoverNode recover => $"{Scope(recover)}.recover({Print(recover.Handler)})",
        SideNode { OnFailure: true } side => $"{Scope(side)}.onError({Print(side.Branch)})",
        SideNode side => $"{Scope(side)}.onSuccess({Print(side.Branch)})",
        CompensateNode compensate => $"{Scope(compensate)}.compensateWith({Print(compensate.Compensation)})",
        LimitNode limit => $"{Scope(limit)}.within({limit.Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s)",
        FirstOfNode first => $"firstOf({string.Join(", ", first.Members.Select(Print))})",
        EachNode each => each.Body is SequenceNode ? $"({Print(each.Body)}).each" : $"{Print(each.Body)}.each",
        SequenceNode sequence => sequence.Items.Skip(1).Aggregate(
            Print(sequence.Items[0]),
            static (text, next) => $"{text} {(next.TakesInput ? "|" : ">>")} {Print(next)}"),
        TupleNode tuple => $"({string.Join(", ", tuple.Members.Select(Print))})",
        GroupNode { Members.Length: > MaxMembers } group =>
            $"group({string.Join(", ", group.Members.Take(MaxMembers).Select(Print))}, … {group.Members.Length} in all)",
        GroupNode group => $"group({string.Join(", ", group.Members.Select(Print))})",
        _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}."),
    };

    private static string Scope(ScopeNode scope) => scope.Body is SequenceNode ? $"({Print(scope.Body)})" : Print(scope.Body);
}
