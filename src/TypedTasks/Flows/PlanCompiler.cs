using System.Collections.Immutable;

namespace TypedTasks.Flows;

/// <summary>
/// Brings options of compositions down to the steps they concern, so that the engine meets options on steps alone,
/// and sequences lie flat.
/// </summary>
internal static class PlanCompiler
{
    public static PlanNode Compile(PlanNode root) => Compile(root, StepOptions.None, null, null);

    private static PlanNode Compile(PlanNode node, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at)
    {
        if (node is StepNode step)
            return Compile(step, defaults, delay, at);

        if (node.Options is { } own)
        {
            if (own.Timeout is not null)
                throw new InvalidOperationException("WithTimeout bounds one call; it cannot be said of a composition.");
            defaults = new StepOptions { Queue = own.Queue ?? defaults.Queue, Retry = own.Retry ?? defaults.Retry };
            delay = Longer(delay, own.Delay);
            at = Later(at, own.At);
        }

        return node switch
        {
            SequenceNode sequence => CompileSequence(sequence, defaults, delay, at),
            GroupNode group => new GroupNode(CompileAll(group.Members, defaults, delay, at)),
            TupleNode tuple => new TupleNode(CompileAll(tuple.Members, defaults, delay, at)),
            EachNode each => new EachNode(Compile(each.Body, defaults, delay, at)),
            _ => node,
        };
    }

    private static StepNode Compile(StepNode step, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at)
    {
        var own = step.Options ?? StepOptions.None;
        var options = new StepOptions
        {
            Retry = own.Retry ?? defaults.Retry,
            Timeout = own.Timeout,
            Delay = Longer(delay, own.Delay),
            At = Later(at, own.At),
        };
        return step with
        {
            Queue = own.Queue ?? defaults.Queue ?? step.Queue,
            Options = options == StepOptions.None ? null : options,
        };
    }

    private static ImmutableArray<PlanNode> CompileAll(
        ImmutableArray<PlanNode> nodes, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at) =>
        [.. nodes.Select(n => Compile(n, defaults, delay, at))];

    private static SequenceNode CompileSequence(SequenceNode sequence, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at)
    {
        var items = ImmutableArray.CreateBuilder<PlanNode>(sequence.Items.Length);
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var item = i == 0
                ? Compile(sequence.Items[i], defaults, delay, at)
                : Compile(sequence.Items[i], defaults, null, null);
            if (item is SequenceNode inner)
                items.AddRange(inner.Items);
            else
                items.Add(item);
        }

        return new SequenceNode(items.ToImmutable());
    }

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}
