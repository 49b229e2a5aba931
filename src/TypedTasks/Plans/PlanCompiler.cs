using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>
/// Brings options of compositions down to the steps they concern and turns time-outs of compositions into scopes, so that the
/// engine meets options on steps alone, and sequences lie flat.
/// </summary>
internal static class PlanCompiler
{
    /// <summary>Compiles a composition.</summary>
    /// <param name="root">The composition.</param>
    /// <param name="route">The queue of a task, where the application says it; null for what the task says.</param>
    public static PlanNode Compile(PlanNode root, Func<string, string?>? route = null) => Compile(root, StepOptions.None, null, null, route);

    private static PlanNode Compile(PlanNode node, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at, Func<string, string?>? route)
    {
        if (node.Call is { } call)
            return Compile(node, call, defaults, delay, at, route?.Invoke(call.Name));
        if (node.Options is not { } own)
            return CompileChildren(node, defaults, delay, at, route);

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
        var compiled = CompileChildren(node, defaults, delay, at, route);
        return own.Timeout is null && own.Expiry is null
            ? compiled
            : compiled.Within(new(own.Timeout, own.Expiry, delay, at));
    }

    // A delay holds what starts at once: all of what runs in parallel, the first of everything else.
    private static PlanNode CompileChildren(PlanNode node, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at, Func<string, string?>? route)
    {
        var children = ImmutableArray.CreateBuilder<PlanNode>(node.Children.Length);
        var isFirst = true;
        foreach (var part in node.Children)
        {
            var child = node.IsParallel || isFirst
                ? Compile(part, defaults, delay, at, route)
                : Compile(part, defaults, null, null, route);

            // A value waits for nothing: what takes it is what starts.
            isFirst &= child.Given is not null;
            if (node.Tag == NodeTag.Sequence && child.Tag == NodeTag.Sequence)
                children.AddRange(child.Children);
            else
                children.Add(child);
        }

        return node.Compiled(children.ToImmutable());
    }

    private static PlanNode Compile(PlanNode node, StepCall call, StepOptions defaults, TimeSpan? delay, DateTimeOffset? at, string? routed)
    {
        // Most steps are told nothing, and are as they stay.
        if (call.Options is null && ReferenceEquals(defaults, StepOptions.None) && delay is null && at is null && routed is null)
            return node;
        var own = call.Options ?? StepOptions.None;
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
        OrderingKeys.Check(call, options, priority);
        var queue = own.Queue ?? defaults.Queue ?? routed ?? call.Queue;
        return PlanNode.Of(call with
        {
            Queue = options.OrderingKey is null ? QueueOf(queue, priority) : QueueNames.Ordered(queue ?? QueueNames.Default),
            Options = options == StepOptions.None ? null : options,
        });
    }

    private static string? QueueOf(string? queue, TaskPriority? priority) =>
        priority is null or TaskPriority.Normal ? queue : QueueNames.WithPriority(queue ?? QueueNames.Default, priority.Value);

    private static ImmutableSortedDictionary<string, string>? Merge(
        ImmutableSortedDictionary<string, string>? outer, ImmutableSortedDictionary<string, string>? inner) =>
        outer is null || inner is null ? inner ?? outer : outer.SetItems(inner);

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}
