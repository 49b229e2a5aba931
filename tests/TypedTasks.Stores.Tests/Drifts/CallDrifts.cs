using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>In-memory stores each of which does one kind of call wrongly: what is asked of it is altered on the way.</summary>
internal static class CallDrifts
{
    public static IReadOnlyList<Drift> All { get; } =
    [
        Call<FreeResults>("nothing is freed", static _ => null),
        Call<DeleteFlow>("flows are deleted too early", static o => o with { EndedFor = TimeSpan.Zero }),
        Call<FinishFlow>("a cancelled flow has failed", static o => o with { State = o.State == FlowState.Cancelled ? FlowState.Failed : o.State }),
        Call<EndCompensations>("compensations of an old generation end the flow", static o => o with { Key = o.Key with { Generation = Math.Max(1, o.Key.Generation) } }),
        Call<AcquirePermit>("there is one permit more", static o => o with { Limit = o.Limit + 1 }),
        Call<AcquirePermit>("a message waits under the run of the one that it replaces", static o => o with { WaitingRun = o.Run }),
        Call<ReleasePermit>("an older run gives away what a later one uses", static o => o with { Run = long.MaxValue }),
        Call<PassTurn>("a turn is never passed on", static _ => null),
        Call<BeginTurn>("a flow begins in another generation", static o => o with { Key = o.Key with { Generation = o.Key.Generation + 1 } }),
        Call<AcceptFlow>("a line lets one more run", static o => o with { TurnLimit = o.TurnLimit + 1 }),
        Call<AcceptFlow>("every call is the one that created the flow", static o => o with { Nonce = "one" }),
        Call<AcceptFlow>("the window of a flow keeps its key from what starts it again", static o => o with { StartsAgain = null }),
        Call<RecordMember>("what is forged counts", static o => o with { Key = o.Key with { Seal = null } }),
        Call<RecordMember>("what completes need not be undone", static o => o with { IsCompensable = false }),
        Call<RecordMember>("the members of a decided join run on", static o => o with { Cancels = null }),
        Call<RecordMember>("a member has no place among those that ended", static o => o with { KeepsOrder = false }),
        Call<BeginStep>("a step that was begun by a later run begins anew", static o => o with { Run = long.MaxValue }),
        Call<ReserveStart>("a rate limit does not hold", static o => o with { Interval = TimeSpan.Zero }),
        Call<ProposeOccurrence>("an occurrence is decided by whoever comes second", static o => o with { Revision = 0 }),
        Call<ProposeOccurrence>("an occurrence starts before its time", static o => o with { Ahead = TimeSpan.FromDays(1) }),
        Call<DefineSchedule>("each definition is a newer version", static o => o with { Options = o.Options with { Version = 9 } }),
        Call<PauseSchedule>("a schedule that is resumed stays paused", static o => o with { IsPaused = true }),
        Call<DeleteSchedule>("a schedule is never deleted", static _ => null),
        Call<OpenWait>("two waits are for one event", static o => o with { EventKey = o.EventKey + o.Path }),
        Call<ExpireWait>("the time of a wait is never over", static _ => null),
        Call<RaiseEvent>("each event is the one that was recorded", static o => o with { Nonce = "one" }),
        Query("old cancellations are told", static q => q is ReadCancellations o ? o with { Within = TimeSpan.MaxValue } : q),
        Query("a list begins anew on each page", static q => q is ListFlows o ? o with { After = null } : q),
        new("a call that fails is recorded by half", new(Memory, static time => Altered(time, isSplit: true))),
    ];

    private static Drift Call<TOperation>(string name, Func<TOperation, TOperation?> alter)
        where TOperation : StoreOperation =>
        new(name, new(Memory, time => Altered(time, operation: o => o is TOperation known ? alter(known) : o)));

    private static Drift Query(string name, Func<object, object> alter) => new(name, new(Memory, time => Altered(time, query: alter)));

    private static Task<Subject> Memory(TimeProvider time) => Task.FromResult<Subject>(new MemorySubject(time));

    private static Task<Subject> Altered(
        TimeProvider time, Func<StoreOperation, StoreOperation?>? operation = null, Func<object, object>? query = null, bool isSplit = false) =>
        Task.FromResult<Subject>(new AlteredSubject(
            new MemorySubject(time), store => new AlteredStore(store, operation ?? (static o => o), query ?? (static q => q), isSplit)));
}
