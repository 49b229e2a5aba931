using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>One ExecuteAsync that writes, on its way through the writer.</summary>
internal sealed class StoreCall(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<StoreOperation> Operations { get; } = operations;

    /// <summary>Drops the call if its caller has given up before it began.</summary>
    public bool Begin()
    {
        if (!cancellationToken.IsCancellationRequested)
            return true;
        SetCanceled(cancellationToken);
        return false;
    }
}
