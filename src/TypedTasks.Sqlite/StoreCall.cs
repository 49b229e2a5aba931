using TypedTasks.Contracts;

namespace TypedTasks.Sqlite;

/// <summary>One ExecuteAsync that writes, on its way through the writer.</summary>
internal sealed class StoreCall(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private Dictionary<RecordMember, Lazy<TaskMessage>>? bodies;

    public IReadOnlyList<StoreOperation> Operations { get; } = operations;

    /// <summary>Drops the call if its caller has given up before it began.</summary>
    public bool Begin()
    {
        if (!cancellationToken.IsCancellationRequested)
            return true;
        SetCanceled(cancellationToken);
        return false;
    }

    /// <summary>The message of a join's body, made once even if the transaction is tried again.</summary>
    public TaskMessage? BodyOf(RecordMember operation)
    {
        if (operation.CreateBody is null)
            return null;
        bodies ??= [];
        if (!bodies.TryGetValue(operation, out var body))
            bodies.Add(operation, body = new(operation.CreateBody, LazyThreadSafetyMode.ExecutionAndPublication));
        return body.Value;
    }
}
