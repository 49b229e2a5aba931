using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>Tells who has to go through the writer.</summary>
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
            case RecordMember or FinishFlow or RecordStep or AcceptFlow or PutValue or DeleteOwed or AcquireLease
                or BeginStep or EndStep or CloseCompensations or EndCompensations
                or ReserveStart or AcquirePermit or ReleasePermits
                or ParkMessage or RetryFlow or DeleteFlow or DeletePlan or FreeResults:
                return true;
            case null:
                throw new ArgumentNullException(nameof(operation));
            default:
                return false;
        }
    }
}
