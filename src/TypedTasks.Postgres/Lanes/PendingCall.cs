using TypedTasks.Storage;

namespace TypedTasks.Postgres.Lanes;

/// <summary>One ExecuteAsync on its way.</summary>
internal sealed class PendingCall(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<StoreOperation> Operations { get; } = operations;

    /// <summary>Drops the call if its caller has given up before it began.</summary>
    public bool Begin()
    {
        if (!cancellationToken.IsCancellationRequested)
            return true;
        TrySetCanceled(cancellationToken);
        return false;
    }
}
