using TypedTasks.Storage;

namespace TypedTasks.Testing.Tests;

/// <summary>Counts the bytes of values that are read from a store.</summary>
internal sealed class ReadCountingStore(ITaskStore inner) : ITaskStore
{
    private long bytesRead;

    public long BytesRead => Volatile.Read(ref bytesRead);

    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        await inner.ExecuteAsync(operations, cancellationToken);
        foreach (var operation in operations)
        {
            Interlocked.Add(ref bytesRead, operation switch
            {
                GetValue { Result: { } value } => value.Length,
                ReadMembers read => read.Result.Sum(static m => (long)m.Value.Json.Length),
                _ => 0,
            });
        }
    }

    public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
