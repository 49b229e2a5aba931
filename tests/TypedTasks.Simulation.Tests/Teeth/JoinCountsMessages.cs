using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class JoinCountsMessages : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation)
    {
        if (operation is not RecordMember o || world.Read(new GetMember(o.Key, o.Join, o.Index)) is not { Member: not null, State: JoinState.Open })
            return operation;
        var free = Enumerable.Range(0, o.Count).First(i => world.Read(new GetMember(o.Key, o.Join, i)).Member is null);
        return o with { Index = free };
    }
}
