using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>All that a store holds, as operations and questions tell it; those that change something come last, for they show what no other does.</summary>
internal static class Contents
{
    private static readonly FlowKey[] Keys =
        [.. Pool.Flows.SelectMany(static f => Enumerable.Range(0, Pool.Generations + 1).Select(g => new FlowKey(f, g)))];

    public static IReadOnlyList<Step> Steps { get; } =
    [
        new CallStep([.. Keys.SelectMany(Flow)]),
        new CallStep([.. Pool.Plans.Select(static p => new Recipe($"get {p}", _ => new GetPlan(p)))]),
        AskStep.Of(new FindOwed(TimeSpan.Zero, int.MaxValue)),
        AskStep.Of(new FindOverdue(int.MaxValue)),
        AskStep.Of(new FindStranded("broker-0", int.MaxValue)),
        AskStep.Of(new FindQuiet(TimeSpan.Zero, int.MaxValue)),
        AskStep.Of(new FindStirred(int.MaxValue)),
        AskStep.Of(new FindPurgeable(new(), TimeSpan.Zero, int.MaxValue)),
        AskStep.Of(new FindUnusedPlans(TimeSpan.Zero, int.MaxValue)),
        AskStep.Of(new ListFlows(new(), null, int.MaxValue)),
        AskStep.Of(new ListSchedules()),
        AskStep.Of(new ListWorkers()),
        AskStep.Of(new ReadControls(null)),
        AskStep.Of(new ReadControls(Pool.Workers[0])),
        AskStep.Of(new CountStates()),
        AskStep.Of(new ReadTallies(TimeSpan.MaxValue)),
        AskStep.Of(new ReadTallies(TimeSpan.FromHours(3))),
        AskStep.Of(new ReadFailures(TimeSpan.MaxValue, int.MaxValue)),
        AskStep.Of(new FindActiveSteps(null, int.MaxValue)),
        AskStep.Of(new FindOpenWaits(null, null, null, int.MaxValue)),
        AskStep.Actions(null, int.MaxValue),
        AskStep.Changes(),
        .. Pool.Headers.Select(static h => AskStep.Of(new ListFlows(new() { Header = h }, null, int.MaxValue))),
        .. Pool.Failures.Select(static f => AskStep.Of(new ListFlows(new() { Failure = f.Fingerprint }, null, int.MaxValue))),
        AskStep.Pages(),
        AskStep.Cancellations(-1, TimeSpan.MaxValue, int.MaxValue),

        // Who stands in which line, and what is owed once all of them have had their turn.
        AskStep.Of(new FindTurns(int.MaxValue)),
        .. Keys.Select(static k => AskStep.Of(new ReadPlace(k))),
        .. Pool.TurnKeys.Concat(Pool.TurnKeys).Select(static l => Call($"pass the turn of {l}", _ => new PassTurn(l))),
        .. Keys.Select(static k => Call($"begin {k}", _ => new BeginTurn(k))),
        AskStep.Of(new FindTurns(int.MaxValue)),

        // What is kept: resumed, and kept again.
        .. Pool.Flows.Select(static f => Call($"resume {f}", _ => new ResumeFlow(f))),
        AskStep.Of(new FindOwed(TimeSpan.Zero, int.MaxValue)),

        // Who has a lease, a key, a permit, and who waits; when the next start is.
        new CallStep([new("whose lease", static _ => new AcquireLease("upkeep", "nobody", TimeSpan.Zero)), new("next start", static _ => new ReserveStart("rate:x", TimeSpan.Zero))]),
        .. Pool.UniqueKeys.Select(static k => Call($"who holds {k}", _ => Probe($"probe-{k}") with { UniqueKey = k })),
        .. Pool.Flows.SelectMany(static f => new[] { "nonce-0", "nonce-1" }.Select(n => Call($"who created {f}", _ => Probe(f) with { Nonce = n }))),
        .. Pool.Permits.SelectMany(static p => Pool.Holders.Concat(Pool.Holders).Concat(Pool.Holders).Select(h => Call($"release {p} {h}", _ => new ReleasePermit(p, h, long.MaxValue)))),
        .. Pool.Permits.SelectMany(static p => Pool.Holders.Select(h => Call(
            $"acquire {p} {h}", _ => new AcquirePermit(p, 1, h, Pool.Run(2, 2), Pool.Message("flow-a", h), Pool.Run(3, 0), TimeSpan.FromDays(7))))),

        // What is waited for and what was said: an event is told what is recorded, and makes its message due.
        .. Pool.Events.Where(static e => e.Key.Length > 0).Select(static e => AskStep.Of(new FindWaits(e.Event, e.Key, int.MaxValue))),
        new CallStep([.. Keys.SelectMany(static k => Pool.Waits.Select(w => new Recipe($"member {k} {w}", _ => new GetMember(k, w, 0))))]),
        .. Pool.Flows.SelectMany(static f => Pool.Events.Select(e => Call($"raise {e.Event} {e.Key} of {f}", _ => new RaiseEvent(f, e.Event, e.Key, "probe", Pool.Json("probe"))))),
        AskStep.Of(new FindOwed(TimeSpan.Zero, int.MaxValue)),

        // Which steps run, what is parked: a flow that fails waits for steps, and a retry is told the parked messages.
        .. Keys.Select(static k => Call($"fail {k}", _ => new FinishFlow(k, FlowState.Failed, new(FlowValue.None, Pool.Json("last"))))),
        new CallStep([.. Keys.SelectMany(static k => Pool.Paths.Select(p => new Recipe($"end {k} {p}", _ => new EndStep(k, p, 2))))]),
        new CallStep([.. Keys.Select(static k => new Recipe($"close {k}", _ => new CloseCompensations(k)))]),
        .. Keys.Select(static k => Call($"end compensations {k}", _ => new EndCompensations(k, FlowState.Failed, new(FlowValue.None, Pool.Json("last"))))),
        .. Keys.Select(static k => Call($"retry {k}", _ => new RetryFlow(k, TimeSpan.Zero, (joins, parked) =>
            new([], [Pool.Told(k, $"{Seen.Of(joins)} {Seen.Of(parked)}")])))),
        AskStep.Of(new FindOwed(TimeSpan.Zero, int.MaxValue)),

        // When a plan was used last shows once no flow has it.
        .. Keys.Select(static k => Call($"fail {k}", _ => new FinishFlow(k, FlowState.Failed, new(FlowValue.None, Pool.Json("last"))))),
        .. Keys.Select(static k => Call($"end compensations {k}", _ => new EndCompensations(k, FlowState.Failed, new(FlowValue.None, Pool.Json("last"))))),
        .. Pool.Flows.Select(static f => Call($"delete {f}", _ => new DeleteFlow(f, TimeSpan.Zero))),
        .. Pool.Durations.Select(static d => AskStep.Of(new FindUnusedPlans(d, int.MaxValue))),
    ];

    private static IEnumerable<Recipe> Flow(FlowKey key) =>
    [
        new($"get {key}", _ => new GetFlow(key)),
        new($"joins of {key}", _ => new ReadJoins(key)),
        new($"steps of {key}", _ => new ReadSteps(key)),
        new($"waits of {key}", _ => new ReadWaits(key, 100)),
        new($"count steps of {key}", _ => new CountSteps(key)),
        .. Pool.Joins.Select(j => new Recipe($"members of {key} {j.Path}", _ => new ReadMembers(key, j.Path, 0, 100))),
        .. Pool.Joins.Select(j => new Recipe($"ends of {key} {j.Path}", _ => new ReadEnds(key, j.Path, 0, 100))),
        .. Pool.Joins.SelectMany(j => Enumerable.Range(0, j.Count + 1).Select(i => new Recipe($"member {key} {j.Path} {i}", _ => new GetMember(key, j.Path, i)))),
        .. Pool.Paths.Select(p => new Recipe($"value {key} {p}", _ => new GetValue(key, p))),
        .. Pool.Paths.Append("").Select(p => new Recipe($"is cancelled {key} {p}", _ => new IsCancelled(key, p))),
    ];

    private static AcceptFlow Probe(string flow) => new(new(flow, 0), "probe", null, "plan-1", Pool.Json("plan-1"), TimeSpan.Zero, null);

    private static CallStep Call(string text, Func<Teller, StoreOperation> create) => new([new(text, create)]);
}
