using TypedTasks.Storage;

namespace TypedTasks.Hosting.Tests;

/// <summary>A store that can be away for as long as a test wants it to be.</summary>
internal sealed class AwayStore(ITaskStore inner) : ITaskStore
{
    public bool IsAway { get; set; }

    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken) =>
        IsAway ? ValueTask.FromException(Away()) : inner.ExecuteAsync(operations, cancellationToken);

    public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) =>
        IsAway ? ValueTask.FromException<TResult>(Away()) : inner.QueryAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static StoreException Away() => new("The disk is full.");
}
