namespace TypedTasks.Conformance.Tests;

/// <summary>A flow and what it must yield, whatever carries it.</summary>
public sealed record FlowCase(string Name, Func<FlowRun, Task<object?>> Run, object? Expected)
{
    /// <summary>Whether it has hundreds of steps.</summary>
    public bool IsBig { get; init; }

    /// <summary>Whether its result depends on how soon its steps run: a time-out that strikes before the members of a list are known climbs (docs/semantics.md).</summary>
    public bool IsTimed { get; init; }

    public static FlowCase Of<T>(string name, Func<ISignature<T>> flow, T expected) =>
        new(name, async run => await run.ResultAsync(flow()), expected);

    /// <summary>A flow that fails: its task, type and message, what is listed under it, and the notes it leaves.</summary>
    public static FlowCase Failing<T>(string name, Func<ISignature<T>> flow, string failure, params string[] notes) => new(
        name,
        async run =>
        {
            var handle = await run.Client.EnqueueAsync(flow(), run.CancellationToken);
            try
            {
                return $"It yielded {await handle.WaitAsync(run.CancellationToken)}.";
            }
            catch (TaskFailedException e)
            {
                var f = e.Failure;
                var inner = f.Inner.Select(static i => $" ({i.Message})").Order(StringComparer.Ordinal);
                var left = run.Notebook.Read(handle.FlowId).Select(static n => $"; {n}");
                return $"{f.Task}: {f.Type}: {f.Message}{string.Concat(inner)}{string.Concat(left)}";
            }
        },
        failure + string.Concat(notes.Select(static n => $"; {n}")));

    /// <summary>A flow that succeeds, and the notes it leaves: what is undone in spite of that would be among them.</summary>
    public static FlowCase Leaving<T>(string name, Func<ISignature<T>> flow, T expected, params string[] notes) => new(
        name,
        async run =>
        {
            var handle = await run.Client.EnqueueAsync(flow(), run.CancellationToken);
            var result = await handle.WaitAsync(run.CancellationToken);
            return $"{result}; {string.Join(", ", run.Notebook.Read(handle.FlowId).Order(StringComparer.Ordinal))}";
        },
        $"{expected}; {string.Join(", ", notes)}");

    public override string ToString() => Name;
}
