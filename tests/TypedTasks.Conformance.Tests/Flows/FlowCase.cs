namespace TypedTasks.Conformance.Tests;

/// <summary>A flow and what it must yield, whatever carries it.</summary>
public sealed record FlowCase(string Name, Func<ITaskClient, CancellationToken, Task<object?>> Run, object? Expected)
{
    public static FlowCase Of<T>(string name, Func<ISignature<T>> flow, T expected) => new(
        name,
        async (client, cancellationToken) =>
        {
            var handle = await client.EnqueueAsync(flow(), cancellationToken);
            return await handle.WaitAsync(cancellationToken);
        },
        expected);

    public override string ToString() => Name;
}
