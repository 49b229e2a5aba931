using TypedTasks.Storage;

namespace TypedTasks.Postgres.Lanes;

/// <summary>A question about many flows.</summary>
internal sealed class QueryWork<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) : ReadWork
{
    private readonly TaskCompletionSource<TResult> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Task => answered.Task;

    public override bool Begin() => !cancellationToken.IsCancellationRequested || !answered.TrySetCanceled(cancellationToken);

    public override void Run(ReadTransaction transaction) => answered.TrySetResult(transaction.Answer(query));

    public override void Fail(Exception error) => answered.TrySetException(error);
}
