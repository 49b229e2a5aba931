using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>A store that hands on something other than what it is asked.</summary>
/// <param name="inner">The store.</param>
/// <param name="operation">What an operation becomes; null: it is dropped.</param>
/// <param name="query">What a question becomes.</param>
/// <param name="isSplit">Whether each operation is a transaction of its own.</param>
internal sealed class AlteredStore(
    ITaskStore inner, Func<StoreOperation, StoreOperation?> operation, Func<object, object> query, bool isSplit) : ITaskStore
{
    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        var altered = operations.Select(o => (Asked: o, Done: operation(o))).Where(static o => o.Done is not null).ToArray();
        foreach (var call in altered.Chunk(isSplit ? 1 : Math.Max(1, altered.Length)))
            await inner.ExecuteAsync([.. call.Select(static o => o.Done!)], cancellationToken);
        foreach (var (asked, done) in altered)
        {
            if (!ReferenceEquals(asked, done) && done!.GetType().GetProperty("Result") is { } result)
                result.SetValue(asked, result.GetValue(done));
        }
    }

    public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> asked, CancellationToken cancellationToken) =>
        inner.QueryAsync((StoreQuery<TResult>)query(asked), cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
