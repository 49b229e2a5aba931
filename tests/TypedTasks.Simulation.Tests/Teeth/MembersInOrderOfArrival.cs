using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class MembersInOrderOfArrival : BrokenStore
{
    private readonly List<(string Join, int Index)> arrived = [];

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is RecordMember member && !arrived.Contains((member.Join, member.Index)))
            arrived.Add((member.Join, member.Index));
        if (operation is not ReadMembers { First: 0, Result.Count: > 1 } read)
            return;
        var order = arrived.Where(a => a.Join == read.Join).Select(static a => a.Index).ToList();
        var byIndex = order.Order().Take(read.Count).Zip(read.Result).ToDictionary(static p => p.First, static p => p.Second);
        read.Result = [.. order.Where(byIndex.ContainsKey).Select(i => byIndex[i])];
    }
}
