using TypedTasks.Storage;

namespace TypedTasks.Tests.Shared;

/// <summary>Two stores on the same data that take turns, as two processes would.</summary>
public sealed class AlternatingStore(ITaskStore first, ITaskStore second) : ITaskStore
{
    private int turn;

    private ITaskStore Next => Interlocked.Increment(ref turn) % 2 == 0 ? first : second;

    public async ValueTask OpenAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(first.OpenAsync(cancellationToken).AsTask(), second.OpenAsync(cancellationToken).AsTask());

    public ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken) =>
        Next.ExecuteAsync(operations, cancellationToken);

    public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) =>
        Next.QueryAsync(query, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }
}
