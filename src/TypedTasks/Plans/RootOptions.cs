namespace TypedTasks.Plans;

/// <summary>Options that concern a flow as a whole: on a part of it they would be dropped without a word, and what they promise with them.</summary>
internal static class RootOptions
{
    /// <summary>Refuses them wherever they cannot be kept.</summary>
    /// <param name="root">What was composed, before it is compiled.</param>
    /// <param name="isReturned">Whether a task returned it, so that it is part of the flow of that task.</param>
    /// <exception cref="InvalidOperationException">A part has one.</exception>
    public static void Check(PlanNode root, bool isReturned)
    {
        if (isReturned && Name(root.Options) is { } option)
        {
            throw new InvalidOperationException(
                $"It has {option}, but what a task returns becomes part of the flow of that task. Leave it out, or start a flow of its own with TaskContext.EnqueueAsync.");
        }

        foreach (var child in root.Children)
            CheckPart(child);
    }

    /// <summary>Those that concern the flow as a whole, and the others; null for none.</summary>
    public static (StepOptions? Root, StepOptions? Own) Split(StepOptions? options)
    {
        if (options is null || Name(options) is null)
            return (null, options);
        var root = new StepOptions
        {
            FlowId = options.FlowId,
            IsChild = options.IsChild,
            Name = options.Name,
            UniqueKey = options.UniqueKey,
            UniqueWindow = options.UniqueWindow,
            TurnKey = options.TurnKey,
            TurnLimit = options.TurnLimit,
            Expected = options.Expected,
        };
        var own = options with { FlowId = null, IsChild = false, Name = null, UniqueKey = null, UniqueWindow = default, TurnKey = null, TurnLimit = 0, Expected = null };
        return (root, own == StepOptions.None ? null : own);
    }

    private static void CheckPart(PlanNode node)
    {
        if (Name(node.Options) is { } option)
        {
            throw new InvalidOperationException(
                $"{option} stands on a part of the flow and would have no effect there: put the whole in parentheses and call it on that, (a | b).{option}.");
        }

        foreach (var child in node.Children)
            CheckPart(child);
    }

    private static string? Name(StepOptions? options) => options switch
    {
        { FlowId: { } id } => $"WithId(\"{id}\")",
        { UniqueKey: { } key } => $"Unique(\"{key}\")",
        { TurnKey: { } key } => $"InTurn(\"{key}\")",
        { Expected: { } within } => $"Expect({within})",
        { Name: { } name } => $"Named(\"{name}\")",
        _ => null,
    };
}
