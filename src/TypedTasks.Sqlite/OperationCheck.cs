using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>Looks at operations before they reach the database: a wrong one must not cost others their transaction.</summary>
internal static class OperationCheck
{
    /// <summary>Whether any of them writes.</summary>
    public static bool Writes(IReadOnlyList<StoreOperation> operations)
    {
        var writes = false;
        for (var i = 0; i < operations.Count; i++)
            writes |= Writes(operations[i]);
        return writes;
    }

    private static bool Writes(StoreOperation operation)
    {
        switch (operation)
        {
            case RecordMember o:
                ArgumentOutOfRangeException.ThrowIfNegative(o.Index, nameof(operation));
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(o.Index, o.Count, nameof(operation));
                return true;
            case FinishFlow o:
                if (o.State is not (FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled))
                    throw new ArgumentException($"A flow does not end as {o.State}.", nameof(operation));
                return true;
            case RecordStep or AcceptFlow or PutValue or DeleteOwed or AcquireLease
                or BeginStep or EndStep or CloseCompensations or EndCompensations
                or ReserveStart or AcquirePermit or ReleasePermits
                or ParkMessage or RetryFlow or PurgeFlows or FreeResults:
                return true;
            case null:
                throw new ArgumentNullException(nameof(operation));
            default:
                return false;
        }
    }
}
