using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>
/// Brings options of compositions down to the steps they concern and turns time-outs of compositions into scopes, so that the
/// engine meets options on steps alone, and sequences lie flat.
/// </summary>
internal static class PlanCompiler
{
    public static PlanNode Compile(PlanNode root) => Compile(root, StepOptions.None, null, null);

    private static PlanNode Compile(PlanNode node, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at)
    {
        if (node is StepNode step)
            return Compile(step, defaults, delay, at);
        if (node.Options is not { } own)
            return CompileChildren(node, defaults, delay, at);

        defaults = new StepOptions
        {
            Queue = own.Queue ?? defaults.Queue,
            Priority = own.Priority ?? defaults.Priority,
            OrderingKey = own.OrderingKey ?? defaults.OrderingKey,
            Headers = Merge(defaults.Headers, own.Headers),
            Retry = own.Retry ?? defaults.Retry,
            LimitKey = own.LimitKey ?? defaults.LimitKey,
            Limit = own.LimitKey is null ? defaults.Limit : own.Limit,
        };
        delay = Longer(delay, own.Delay);
        at = Later(at, own.At);
        var compiled = CompileChildren(node, defaults, delay, at);
        return own.Timeout is null && own.Expiry is null
            ? compiled
            : new LimitNode(compiled, own.Timeout, own.Expiry, delay, at);
    }

    private static PlanNode CompileChildren(PlanNode node, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at) => node switch
    {
        SequenceNode sequence => CompileSequence(sequence, defaults, delay, at),
        JoinNode join => join with { Members = CompileAll(join.Members, defaults, delay, at), Options = null },
        EachNode each => each with { Body = Compile(each.Body, defaults, delay, at), Options = null },
        RecoverNode recover => recover with
        {
            Body = Compile(recover.Body, defaults, delay, at),
            Handler = Compile(recover.Handler, defaults, null, null),
            Options = null,
        },
        SideNode side => side with
        {
            Body = Compile(side.Body, defaults, delay, at),
            Branch = Compile(side.Branch, defaults, null, null),
            Options = null,
        },
        CompensateNode compensate => compensate with
        {
            Body = Compile(compensate.Body, defaults, delay, at),
            Compensation = Compile(compensate.Compensation, defaults, null, null),
            Options = null,
        },
        ScopeNode scope => scope with { Body = Compile(scope.Body, defaults, delay, at), Options = null },
        _ => node with { Options = null },
    };

    private static StepNode Compile(StepNode step, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at)
    {
        // Most steps are told nothing, and are as they stay.
        if (step.Options is null && ReferenceEquals(defaults, StepOptions.None) && delay is null && at is null)
            return step;
        var own = step.Options ?? StepOptions.None;
        var options = new StepOptions
        {
            Retry = own.Retry ?? defaults.Retry,
            Timeout = own.Timeout,
            Expiry = own.Expiry,
            Headers = Merge(defaults.Headers, own.Headers),
            LimitKey = own.LimitKey ?? defaults.LimitKey,
            Limit = own.LimitKey is null ? defaults.Limit : own.Limit,
            Delay = Longer(delay, own.Delay),
            At = Later(at, own.At),
            OrderingKey = own.OrderingKey ?? defaults.OrderingKey,
        };
        var priority = own.Priority ?? defaults.Priority;
        OrderingKeys.Check(step, options, priority);
        var queue = own.Queue ?? defaults.Queue ?? step.Queue;
        return step with
        {
            Queue = options.OrderingKey is null ? QueueOf(queue, priority) : QueueNames.Ordered(queue ?? QueueNames.Default),
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

    private static string? QueueOf(string? queue, TaskPriority? priority) =>
        priority is null or TaskPriority.Normal ? queue : QueueNames.WithPriority(queue ?? QueueNames.Default, priority.Value);

    private static ImmutableSortedDictionary<string, string>? Merge(
        ImmutableSortedDictionary<string, string>? outer, ImmutableSortedDictionary<string, string>? inner) =>
        outer is null || inner is null ? inner ?? outer : outer.SetItems(inner);

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}
