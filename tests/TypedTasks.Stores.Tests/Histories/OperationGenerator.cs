using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>Makes random operations that are likely to have to do with each other.</summary>
internal sealed class OperationGenerator(int seed)
{
    private readonly Random random = new(seed ^ 0x5707E5);
    private readonly Dictionary<string, int> generations = [];
    private readonly ScheduleGenerator schedules = new(seed);
    private readonly WorkerGenerator workers = new(seed);
    private int messages;

    /// <summary>The operations of one transaction: often about one flow, sometimes about several.</summary>
    public IReadOnlyList<Recipe> Call()
    {
        var key = Key();
        if (random.Next(5) == 0)
            return Story(key);
        var one = random.Next(3) > 0;
        return [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Next(one ? key : Key()))];
    }

    public Recipe Accept(string flow) => Accept(flow, null, null);

    // With a key, which then has a window, or what chance says.
    private Recipe Accept(string flow, string? held, string? ended)
    {
        var key = new FlowKey(flow, 0);
        var nonce = $"nonce-{random.Next(2)}";
        var (name, plan) = (random.Next(3) == 0 ? "nightly" : null, Pick(Pool.Plans));
        var lifetime = Pick(Pool.Durations);
        var expected = random.Next(3) == 0 ? Pick(Pool.Durations) : (TimeSpan?)null;
        var first = random.Next(4) == 0 ? null : Pool.Message(flow, Pick(Pool.Messages));
        var undo = random.Next(2) == 0 ? null : Pool.Message(flow, "undo");
        string[] tasks = random.Next(2) == 0 ? ["photos.load", "photos.resize"] : [];
        string[] labels = [.. tasks.Select(FlowLabels.OfTask), .. Pool.Headers.Where(_ => random.Next(2) == 0).Select(static h => FlowLabels.OfHeader(h.Key, h.Value))];
        var frees = random.Next(3) > 0;
        var isSealed = random.Next(2) == 0;
        var broker = random.Next(3) == 0 ? $"broker-{random.Next(2)}" : null;
        var unique = random.Next(3) == 0 ? Pick(Pool.UniqueKeys) : null;
        AwaitedKey[] waits = random.Next(3) == 0 ? [new("legal", "k1"), new("paid", "k2")] : [];
        var window = random.Next(3) == 0 ? Pick(Pool.Durations) : TimeSpan.Zero;
        var (line, limit) = (random.Next(3) == 0 ? Pick(Pool.TurnKeys) : null, random.Next(1, 3));
        (unique, window) = held is null ? (unique, window) : (held, TimeSpan.FromDays(7));
        if (random.Next(3) == 0)
            generations.Remove(flow);
        return new(
            $"accept {flow} {nonce} {plan} for {lifetime}{(undo is null ? "" : " with undo")}{(unique is null ? "" : $" unique {unique} {window}")}{(ended is null ? "" : $" starts {ended} again")}{(frees ? " frees" : "")}{(isSealed ? " sealed" : "")}{(line is null ? "" : $" in {line}, {limit} at a time")}{(waits.Length > 0 ? " will wait" : "")}",
            _ => new AcceptFlow(key, nonce, name, plan, Pool.Json(plan), lifetime, first)
            {
                IsSealed = isSealed,
                Broker = broker,
                Compensation = undo,
                Tasks = tasks,
                Labels = labels,
                Waits = waits,
                FreesResults = frees,
                UniqueKey = unique,
                UniqueWindow = window,
                StartsAgain = ended,
                Expected = expected,
                TurnKey = line,
                TurnLimit = limit,
            });
    }

    private Recipe Next(FlowKey key)
    {
        return random.Next(110) switch
        {
            < 6 => Accept(key.FlowId),
            < 14 => Finish(key),
            < 18 => Wait(key),
            < 30 => Member(key),
            < 31 => Open(key),
            < 37 => Retry(key),
            < 42 => Park(key),
            < 51 => StepRun(key),
            < 54 => Close(key),
            < 57 => EndCompensations(key),
            < 68 => Permit(),
            < 71 => Limit(),
            < 76 => History(key),
            < 78 => Put(key, Path()),
            < 81 => Free(key),
            < 85 => Delete(key),
            < 86 => DeleteOwed(key),
            < 88 => Keep(key),
            < 90 => HandOff(key),
            < 91 => Resume(key),
            < 92 => Sign(key),
            < 94 => schedules.Next(key),
            < 97 => Turn(key),
            < 98 => Act(key),
            < 102 => workers.Next(),
            _ => Read(key),
        };
    }

    // What rarely comes about by chance, because one thing needs the other.
    private Recipe[] Story(FlowKey key)
    {
        var (path, permit) = (Path(), Pick(Pool.Permits));
        return random.Next(15) switch
        {
            14 => workers.Story(),
            10 => [Accept(key.FlowId), Accept(Pick(Pool.Flows)), Pass(), Begin(key), Finish(key), EndCompensations(key), Retry(key), Park(key), Pass(), Pass(), Begin(key), Begin(Key())],
            11 => [Accept(key.FlowId), Pass(), Pass(), Finish(key, FlowState.Failed), Begin(key), EndCompensations(key), Retry(key), Pass(), Begin(key with { Generation = key.Generation + 1 }), Keep(key), Begin(key), Resume(key)],
            12 => [schedules.Define(), schedules.Propose(key, 0), Finish(key), schedules.Queue(), schedules.Propose(Key(), 1), schedules.Propose(key, 2)],
            13 when random.Next(2) == 0 => random.Next(2) == 0 ? Waited(key) : Ended(key),
            13 => [Member(key, false), OpenWait(key), ExpireWait(key), Finish(key, FlowState.Failed), EndCompensations(key), Retry(key), OpenWait(key with { Generation = key.Generation + 1 })],
            9 => [Keep(key), Keep(key), HandOff(key), HandOff(key), Sign(key), Resume(key), Keep(key), StepRun(key), Finish(key), Resume(key)],
            0 => [.. Enumerable.Range(0, 5).Select(_ => Member(key, true)), Put(key, path), Put(key, Path()), Finish(key, FlowState.Succeeded), Free(key)],
            1 => Carried(key, Pick(Pool.Messages)),
            2 => [StepRun(key), Finish(key, FlowState.Cancelled), StepRun(key), Close(key), EndCompensations(key)],
            3 => [StepRun(key, path, 1, begins: false), StepRun(key, path, 0, begins: true), StepRun(key, path), StepRun(key, path), Finish(key, FlowState.Failed)],
            4 => [.. Pool.Holders.Select(h => Acquire(permit, h)), Acquire(permit, Pick(Pool.Holders)), Acquire(permit, Pick(Pool.Holders))],
            5 => [History(key, path), History(key, path), History(key, path), History(key, path)],
            6 => [Finish(key), EndCompensations(key), DeleteFlow(key, TimeSpan.Zero), .. Pool.Plans.Select(static p => DeletePlan(p, TimeSpan.Zero))],
            7 => Again(key, Pick(Pool.Flows), Pick(Pool.UniqueKeys)),
            _ => [Permit(), Permit(), Permit(), Permit(), Permit()],
        };
    }

    // A wait whose time is over, and what comes after it.
    private Recipe[] Waited(FlowKey key)
    {
        var (path, awaited) = (Pick(Pool.Waits), Pick(Pool.Events));
        return
        [
            Accept(key.FlowId), OpenWait(key, path, awaited), OpenWait(key), ExpireWait(key, path, awaited), Raise(key), OpenWait(key, path, awaited),
            Finish(key, FlowState.Failed), Retry(key), OpenWait(key with { Generation = key.Generation + 1 }, path, awaited), Raise(key),
        ];
    }

    // A join whose order of ends goes on after a retry.
    private Recipe[] Ended(FlowKey key)
    {
        key = key with { Seal = null };
        var (join, count) = Pick([.. Pool.Joins.Where(static j => j.Count > 1)]);
        return [Accept(key.FlowId), Member(key, 0, true), Member(key, 1, false), Finish(key, FlowState.Failed), EndCompensations(key), Retry(key), Member(key with { Generation = key.Generation + 1 }, 1, true)];

        Recipe Member(FlowKey of, int index, bool succeeded)
        {
            var outcome = Outcome(succeeded);
            return new($"member {of} {join} {index} of {count}, {(succeeded ? "succeeded" : "failed")}, in order", _ => new RecordMember(of, join, index, count, outcome) { KeepsOrder = true });
        }
    }

    private Recipe[] Again(FlowKey key, string next, string held) =>
    [
        Accept(key.FlowId, held, null), Finish(key), EndCompensations(key), DeleteFlow(new(next, 0), TimeSpan.Zero),
        Accept(next, held, random.Next(4) == 0 ? Pick(Pool.Flows) : key.FlowId), Accept(Pick(Pool.Flows), held, null),
    ];

    private Recipe Finish(FlowKey key) => Finish(key, (FlowState)random.Next((int)FlowState.Succeeded, (int)FlowState.Compensating));

    private Recipe Finish(FlowKey key, FlowState state)
    {
        var outcome = Outcome(state == FlowState.Succeeded);
        var unless = random.Next(4) == 0 ? Pick(Pool.Joins).Path : null;
        return new($"finish {key} {state}{(unless is null ? "" : $", unless {unless}")}", _ => new FinishFlow(key, state, outcome) { Unless = unless });
    }

    private Recipe Member(FlowKey key) => Member(key, random.Next(3) > 0);

    private Recipe Member(FlowKey key, bool succeeded)
    {
        var place = random.Next(Pool.Joins.Length);
        var (join, count) = Pool.Joins[place];
        if (random.Next(60) == 0)
            count++;
        var index = random.Next(count);
        var outcome = Outcome(succeeded);
        var policy = random.Next(4) == 0 ? (JoinPolicy)random.Next(3) : (JoinPolicy)(place % 3);
        if (random.Next(120) == 0)
            policy = (JoinPolicy)7;
        var cancels = random.Next(3) == 0 ? null : random.Next(2) == 0 ? join : "0";
        var compensable = random.Next(3) == 0;
        var owes = random.Next(4);
        var keepsOrder = random.Next(3) > 0;
        var carrier = random.Next(3) == 0 ? Carrier(place) : null;
        return new(
            $"member {key} {join} {index} of {count}, {policy}, {(outcome.Succeeded ? outcome.Value.Kind : "failed")}{(compensable ? ", compensable" : "")}{(cancels is null ? "" : $", cancels {cancels}")}{(carrier is null ? "" : $", or {carrier}")}{(keepsOrder ? ", in order" : "")}, owes {owes}",
            _ => new RecordMember(key, join, index, count, outcome)
            {
                Policy = policy,
                Cancels = cancels,
                IsCompensable = compensable,
                Carrier = carrier,
                KeepsOrder = keepsOrder,
                CreateOwed = owes == 0 ? null : progress => progress.IsDecided || owes == 3
                    ?
                    [
                        .. Enumerable.Range(0, owes - 1).Select(i => Pool.Message(key.FlowId, $"{join}-{i}")),
                        Pool.Told(key, $"{join} {index}: {progress.State} {progress.IsDecided} {progress.Ended} {progress.Outcome.Succeeded}"),
                    ]
                    : [],
            });
    }

    // Another join, whose length is known or is not.
    private FailureCarrier Carrier(int place)
    {
        var (join, count) = Pool.Joins[(place + 1 + random.Next(Pool.Joins.Length - 1)) % Pool.Joins.Length];
        return new(join, random.Next(3) == 0 ? null : random.Next(4) == 0 ? 0 : count);
    }

    private Recipe Open(FlowKey key)
    {
        var (join, count) = Pick(Pool.Joins);
        return new($"open {key} {join} of {count}", _ => new OpenJoin(key, join, count));
    }

    private Recipe Wait(FlowKey key) => random.Next(3) switch
    {
        0 => OpenWait(key),
        1 => ExpireWait(key),
        _ => Raise(key),
    };

    private Recipe OpenWait(FlowKey key) => OpenWait(key, Pick(Pool.Waits), Pick(Pool.Events));

    private static Recipe OpenWait(FlowKey key, string path, (string Event, string Key) awaited)
    {
        var (name, eventKey) = awaited;
        return new($"wait of {key} at {path} for {name} {eventKey}", _ => new OpenWait(key, path, name, eventKey, Pool.Message(key.FlowId, $"wait-{path}-{key.Generation}") with { Step = path }) { Within = path.Length % 2 == 0 ? TimeSpan.FromHours(1) : null });
    }

    private Recipe ExpireWait(FlowKey key) => ExpireWait(key, Pick(Pool.Waits), Pick(Pool.Events));

    private Recipe ExpireWait(FlowKey key, string path, (string Event, string Key) awaited)
    {
        var (name, eventKey) = awaited;
        var outcome = random.Next(2) == 0 ? new(FlowValue.None, Pool.Json("late")) : new RecordedOutcome(FlowValue.Inline(Pool.Json("otherwise")), null);
        return new($"time of {key} at {path} for {name} {eventKey} is over, {(outcome.Succeeded ? "otherwise" : "fails")}", _ => new ExpireWait(key, path, name, eventKey, outcome));
    }

    private Recipe Raise(FlowKey key)
    {
        var ((name, eventKey), nonce, value) = (Pick(Pool.Events), $"nonce-{random.Next(3)}", $"said {random.Next(9)}");
        return new($"raise {name} {eventKey} of {key.FlowId} by {nonce}: {value}", _ => new RaiseEvent(key.FlowId, name, eventKey, nonce, Pool.Json(value)));
    }

    private Recipe Retry(FlowKey key)
    {
        var undo = random.Next(2) == 0 ? null : Pool.Message(key.FlowId, $"undo-{key.Generation + 1}");
        var lifetime = Pick(Pool.Durations);
        var all = random.Next(3) > 0;
        if (random.Next(2) == 0)
            generations[key.FlowId] = (key.Generation + 1) % Pool.Generations;
        return new(
            $"retry {key}{(undo is null ? "" : " with undo")}{(all ? "" : ", reopens one")}",
            _ => new RetryFlow(key, lifetime, (joins, parked) =>
            {
                var failed = joins.Where(static j => j.State == JoinState.Failed).Select(static j => j.Path);
                return new(
                    [.. all ? failed : failed.Take(1), "never"],
                    [.. parked.Select(m => Pool.Message(key.FlowId, $"{m.Id}~{key.Generation + 1}") with { Step = m.Step }), Pool.Told(key, $"{Seen.Of(joins)} {Seen.Of(parked)}")])
                {
                    Compensation = undo,
                };
            }));
    }

    // A message that a retry carries over, and that comes once more.
    private Recipe[] Carried(FlowKey key, string message) =>
    [
        Accept(key.FlowId), Member(key), Member(key, false), Finish(key, FlowState.Failed), EndCompensations(key), Park(key, message), Retry(key), Park(key, message), Park(key), Finish(key), Park(key),
    ];

    private Recipe Park(FlowKey key)
    {
        if (random.Next(3) == 0)
            key = key with { Generation = 0 };
        return Park(key, random.Next(4) == 0 ? $"{key.FlowId}/{Pick(Pool.Messages)}~1" : Pick(Pool.Messages));
    }

    private static Recipe Park(FlowKey key, string message) => new(
        $"park {key} {message}",
        _ => new ParkMessage(key, Pool.Message(key.FlowId, message), (m, generation) => Pool.Message(key.FlowId, $"{m.Id}~{generation}")));

    private Recipe StepRun(FlowKey key) => StepRun(key, Path());

    private Recipe StepRun(FlowKey key, string path) => StepRun(key, path, random.Next(3), random.Next(2) == 0);

    private static Recipe StepRun(FlowKey key, string path, long run, bool begins) =>
        new($"{(begins ? "begin" : "end")} {key} {path} run {run}", _ => begins ? new BeginStep(key, path, run) : new EndStep(key, path, run));

    private Recipe Close(FlowKey key) => new($"close {key}", _ => new CloseCompensations(key));

    private Recipe EndCompensations(FlowKey key)
    {
        var state = random.Next(2) == 0 ? FlowState.Failed : FlowState.Cancelled;
        var outcome = Outcome(false);
        return new($"end compensations {key} {state}", _ => new EndCompensations(key, state, outcome));
    }

    private Recipe Permit()
    {
        var (name, holder) = (Pick(Pool.Permits), Pick(Pool.Holders));
        if (random.Next(5) < 3)
            return Acquire(name, holder);
        var (deferrals, deliveries) = (random.Next(3), random.Next(3));
        return new($"release {name} of {holder} {deferrals}.{deliveries}", _ => new ReleasePermit(name, holder, Pool.Run(deferrals, deliveries)) { HasEarlierRuns = deliveries > 1 });
    }

    private Recipe Acquire(string name, string holder)
    {
        var (deferrals, deliveries) = (random.Next(3), random.Next(3));
        var limit = random.Next(3) == 0 ? 2 : 1;
        var lostAfter = random.Next(3) == 0 ? TimeSpan.FromHours(1) : TimeSpan.FromDays(7);
        var (run, waitingRun) = (Pool.Run(deferrals, deliveries), Pool.Run(deferrals + 1, 0));
        var flow = Pick(Pool.Flows);
        return new(
            $"acquire {name} of {limit} for {holder} {deferrals}.{deliveries}, lost after {lostAfter}",
            _ => new AcquirePermit(name, limit, holder, run, Pool.Message(flow, $"{holder}+{deferrals + 1}"), waitingRun, lostAfter));
    }

    private Recipe Limit()
    {
        var (owner, duration, interval) = (Pick(Pool.Owners), Pick(Pool.Durations), Pick(Pool.Durations));
        return random.Next(2) == 0
            ? new($"lease for {owner} for {duration}", _ => new AcquireLease("upkeep", owner, duration))
            : new($"reserve a start of {interval}", _ => new ReserveStart("rate:x", interval));
    }

    private Recipe History(FlowKey key) => History(key, Path());

    private Recipe History(FlowKey key, string path)
    {
        var (state, attempt) = ((StepState)random.Next(7), random.Next(2));
        var reason = random.Next(2) == 0 ? (WaitReason?)null : (WaitReason)random.Next(9);
        var progress = random.Next(2) == 0 ? (double?)null : random.Next(5) / 4.0;
        var step = new StepRecord(
            path, Pick(["photos.load", "photos.resize"]), state, attempt, $"worker-{random.Next(9)}", HistoryRun.Start, random.Next(2) == 0 ? null : HistoryRun.Start, progress, null)
        {
            Failure = state != StepState.Failed ? null : random.Next(2) == 0 ? Pool.Json("x") : Pool.Failure(Pool.Failures[0]),
            Reason = reason,
            Until = reason is null ? null : HistoryRun.Start + Pick(Pool.Durations[..4]),
        };
        return new($"history {key} {path} {state} {attempt}", _ => new RecordStep(key, step));
    }

    private static Recipe Put(FlowKey key, string path) => new($"put aside {key} {path}", _ => new PutValue(key, path, Pool.Json($"{key} {path}")));

    private static Recipe Free(FlowKey key) => new($"free {key}", _ => new FreeResults(key));

    private Recipe Delete(FlowKey key)
    {
        var (age, plan) = (Pick(Pool.Durations), Pick(Pool.Plans));
        return random.Next(3) == 0 ? DeletePlan(plan, age) : DeleteFlow(key, age);
    }

    private static Recipe DeleteFlow(FlowKey key, TimeSpan age) => new($"delete {key.FlowId} ended for {age}", _ => new DeleteFlow(key.FlowId, age));

    private static Recipe DeletePlan(string plan, TimeSpan age) => new($"delete {plan} unused for {age}", _ => new DeletePlan(plan, age));

    private Recipe DeleteOwed(FlowKey key)
    {
        var id = Pick([.. Pool.Messages, "undo", "0-0", "1-0", "h1+1", $"never-{messages++}"]);
        return new($"delete owed {key.FlowId}/{id}", _ => new DeleteOwed($"{key.FlowId}/{id}"));
    }

    private string MessageId(FlowKey key) => $"{key.FlowId}/{Pick([.. Pool.Messages, "undo", "0-0", "1-0", "h1+1", "never"])}";

    private Recipe Keep(FlowKey key)
    {
        var (id, deferral) = (MessageId(key), random.Next(3) / 2 * 64);
        return new($"keep owed {id} ~{deferral}", _ => new KeepOwed(key, id, deferral));
    }

    private Recipe HandOff(FlowKey key)
    {
        var done = random.Next(4) == 0 ? null : MessageId(key);
        string[] sent = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Pick(Pool.Messages))];
        return new($"hand off {done} of {key} as {string.Join(", ", sent)}", _ => new RecordHandOff(key, done, [.. sent.Select(s => Pool.Message(key.FlowId, s))]));
    }

    private Recipe Resume(FlowKey key)
    {
        var broker = random.Next(3) == 0 ? $"broker-{random.Next(2)}" : null;
        return new($"resume {key.FlowId} on {broker}", _ => new ResumeFlow(key.FlowId) { Broker = broker });
    }

    private Recipe Sign(FlowKey key)
    {
        var (pause, isMark) = (Pick(Pool.Durations), random.Next(2) == 0);
        DateTimeOffset? since = random.Next(3) == 0 ? null : HistoryRun.Start + Pick(Pool.Durations[..4]);
        return isMark
            ? new($"mark {key} quiet since {since}", _ => new MarkQuiet(key, since))
            : new($"expect a sign of {key} in {pause}", _ => new ExpectSign(key, pause));
    }

    private Recipe Act(FlowKey key)
    {
        // A store may keep more of the feed than another; what a reader must be told is a check of the contract.
        var (flow, tallies) = (random.Next(2) == 0 ? key.FlowId : null, Pick(Pool.Durations));
        return random.Next(4) == 0
            ? new($"trim counts of {tallies}", _ => new TrimHistory(TimeSpan.MaxValue, tallies))
            : new($"an action on {flow}", _ => new RecordAction(new("retry", "somebody", "it was mended", $"flow {flow}", "done") { FlowId = flow }));
    }

    private Recipe Turn(FlowKey key) => random.Next(2) == 0 ? Pass() : Begin(key);

    private Recipe Pass()
    {
        var line = Pick(Pool.TurnKeys);
        return new($"pass the turn of {line}", _ => new PassTurn(line));
    }

    private Recipe Begin(FlowKey key)
    {
        var broker = random.Next(3) == 0 ? $"broker-{random.Next(2)}" : null;
        return new($"begin {key} on {broker}", _ => new BeginTurn(key with { Seal = null }) { Broker = broker });
    }

    private Recipe Read(FlowKey key)
    {
        var (path, plan) = (Path(), Pick(Pool.Plans));
        var (join, count) = Pick(Pool.Joins);
        var (index, most) = (random.Next(count), random.Next(1, 4));
        var wait = Pick(Pool.Waits);
        return random.Next(12) switch
        {
            11 => new($"read waits {key} {most}", _ => new ReadWaits(key, most)),
            10 => new($"read ends {key} {join} {index} {most}", _ => new ReadEnds(key, join, index, most)),
            9 => new($"get member {key} {wait} 0", _ => new GetMember(key, wait, 0)),
            0 => new($"get {key}", _ => new GetFlow(key)),
            1 => new($"get member {key} {join} {index}", _ => new GetMember(key, join, index)),
            2 => new($"read members {key} {join} {index} {most}", _ => new ReadMembers(key, join, index, most)),
            3 => new($"get {plan}", _ => new GetPlan(plan)),
            4 => new($"get value {key} {path}", _ => new GetValue(key, path)),
            5 => new($"is cancelled {key} {path}", _ => new IsCancelled(key, path)),
            6 => new($"read joins {key}", _ => new ReadJoins(key)),
            7 => new($"read steps {key}", _ => new ReadSteps(key)),
            _ => new($"count steps {key}", _ => new CountSteps(key)),
        };
    }

    // Mostly the generation that the flow may be in by now.
    private FlowKey Key()
    {
        var flow = Pick(Pool.Flows);
        var key = new FlowKey(flow, random.Next(4) == 0 ? random.Next(Pool.Generations) : generations.GetValueOrDefault(flow));
        return random.Next(4) > 0 ? key : key with { Seal = new(random.Next(5) == 0 ? "" : $"nonce-{random.Next(2)}", Pick(Pool.Plans)) };
    }

    private RecordedOutcome Outcome(bool succeeded)
    {
        if (!succeeded && random.Next(2) == 0)
            return new(FlowValue.None, Pool.Failure(Pick(Pool.Failures)));
        if (!succeeded)
            return new(FlowValue.None, Pool.Json($"failure {random.Next(9)}"));
        var (join, count) = Pick(Pool.Joins);
        FlowValue value = random.Next(9) switch
        {
            0 => FlowValue.None,
            1 => FlowValue.Stored(Path()),
            2 or 3 => FlowValue.Joined(join, count),
            4 => FlowValue.Outcomes(join, count),
            5 => FlowValue.Member(join, 0),
            _ => FlowValue.Inline(Pool.Json($"value {random.Next(9)}")),
        };
        return new(value, null);
    }

    private string Path() => Pick(Pool.Paths);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
