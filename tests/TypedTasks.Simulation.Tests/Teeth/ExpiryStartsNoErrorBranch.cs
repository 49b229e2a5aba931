using System.Text;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class ExpiryStartsNoErrorBranch : BrokenStore
{
    public override void Commit(SimWorld world, IReadOnlyList<StoreOperation> operations)
    {
        if (!operations.Any(IsExpiry))
        {
            base.Commit(world, operations);
            return;
        }

        base.Commit(world, [.. operations.Where(static o => o is not RecordMember)]);
        foreach (var member in operations.OfType<RecordMember>())
            member.Result = new(null, JoinState.Open, -1, default, []);
    }

    private static bool IsExpiry(StoreOperation operation) =>
        operation is FinishFlow { Outcome.Failure: { } failure } && Encoding.UTF8.GetString(failure.Span).Contains("DeadlineExceeded", StringComparison.Ordinal);
}
