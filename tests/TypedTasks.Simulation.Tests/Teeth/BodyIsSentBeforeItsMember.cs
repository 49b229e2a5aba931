using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class BodyIsSentBeforeItsMember : DeliberateFault
{
    public override Action? BeforeCommit(SimWorld world, IReadOnlyList<StoreOperation> operations)
    {
        var early = operations.OfType<RecordMember>().SelectMany(o => Due(world, o)).ToList();
        return early.Count == 0 ? null : () => early.ForEach(world.Accept);
    }

    private static IEnumerable<TaskMessage> Due(SimWorld world, RecordMember o)
    {
        var join = world.Read(new GetMember(o.Key, o.Join, o.Index));
        if (join.Member is not null || join.State != JoinState.Open)
            return [];
        var others = world.Read(new ReadMembers(o.Key, o.Join, 0, o.Count));
        var header = new JoinHeader(o.Key.FlowId, o.Join, o.Count, o.IsCompensable)
        {
            Succeeded = others.Count(static m => m.Succeeded),
            Ended = others.Count,
        };
        var (recorded, _) = JoinCounting.Record(o, null, new(header, null, []), null, null, world.Now);
        return recorded.State == JoinState.Open ? [] : recorded.Owed;
    }
}
