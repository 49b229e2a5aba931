using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class LatestMemberWins : BrokenStore
{
    private readonly Dictionary<(string Join, int Index), RecordedOutcome> latest = [];

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        switch (operation)
        {
            case RecordMember o:
                latest[(o.Join, o.Index)] = o.Outcome;
                o.Result = Latest(o.Join, o.Index, o.Result);
                break;
            case GetMember o:
                o.Result = Latest(o.Join, o.Index, o.Result);
                break;
            case ReadMembers o:
                o.Result =
                [
                    .. latest.Where(l => l.Key.Join == o.Join && l.Key.Index >= o.First)
                        .OrderBy(static l => l.Key.Index)
                        .Take(o.Count)
                        .Select(static l => l.Value),
                ];
                break;
        }
    }

    private JoinRecord Latest(string join, int index, JoinRecord record) => record with
    {
        Member = latest.TryGetValue((join, index), out var member) ? member : record.Member,
        DecidingOutcome = latest.TryGetValue((join, record.DecidedBy), out var deciding) ? deciding : record.DecidingOutcome,
    };
}
