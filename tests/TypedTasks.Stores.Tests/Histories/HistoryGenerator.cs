using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>Makes a random history; the same seed makes the same.</summary>
internal sealed class HistoryGenerator(int seed)
{
    private readonly Random random = new(seed);
    private readonly OperationGenerator operations = new(seed);

    public IReadOnlyList<Step> Create()
    {
        List<Step> steps = [new CallStep([.. Pool.Flows.Take(random.Next(Pool.Flows.Length + 1)).Select(operations.Accept)])];
        var length = random.Next(5, 45);
        while (steps.Count < length)
            steps.Add(Next());
        return steps;
    }

    private Step Next() => random.Next(100) switch
    {
        < 76 => new CallStep(operations.Call()),
        < 88 => new PassStep(Pool.Durations[random.Next(1, Pool.Durations.Length - 1)]),
        _ => Question(),
    };

    private AskStep Question() => random.Next(31) switch
    {
        9 => AskStep.Of(new FindTurns(Limit())),
        10 => AskStep.Of(new ReadPlace(new(Pick(Pool.Flows), random.Next(Pool.Generations)))),
        11 => AskStep.Of(new ListSchedules()),
        28 => AskStep.Of(new ListWorkers()),
        30 => AskStep.Of(new FindFailed(Duration(), Limit())),
        29 => AskStep.Of(new ReadControls(random.Next(3) == 0 ? null : Pick(Pool.Workers))),
        0 => AskStep.Of(new FindOwed(Duration(), Limit())),
        1 => AskStep.Of(new FindOverdue(Limit())),
        2 => AskStep.Of(new FindPurgeable(Filter(), Duration(), Limit())),
        3 => AskStep.Of(new FindUnusedPlans(Duration(), Limit())),
        4 => AskStep.Of(new ListFlows(Filter(), random.Next(2) == 0 ? null : new(Time(), Pick(Pool.Flows)), Limit())),
        12 => Waits(Pick(Pool.Events[1..]), Limit()),
        7 => AskStep.Of(new FindQuiet(Duration(), Limit())),
        8 => AskStep.Of(new FindStirred(Limit())),
        13 => AskStep.Of(new CountFlows(Filter(), Limit())),
        14 => AskStep.Of(new CountStates()),
        15 => AskStep.Of(new FindOldest(Limit())),
        16 => AskStep.Of(new FindLate(Duration(), Limit())),
        17 => AskStep.Of(new ReadTallies(Duration())),
        18 => AskStep.Of(new ReadFailures(Duration(), Limit())),
        19 => AskStep.Of(new ReadStepsAt(Pick(Pool.Flows), [Pick(Pool.Paths), Pick(Pool.Paths)])),
        20 => AskStep.Of(new FindActiveSteps(random.Next(2) == 0 ? null : Pick(Pool.Flows), Limit())),
        21 => AskStep.Of(new ReadJoinsAt(Pick(Pool.Flows), [.. Pool.Joins.Select(static j => j.Path)], Limit())),
        22 => AskStep.Of(new ReadMemberEnds(Pick(Pool.Flows), Pick(Pool.Joins).Path, random.Next(2), Limit())),
        23 => AskStep.Of(new FindOpenWaits(random.Next(3) == 0 ? Pick(Pool.Flows) : null, random.Next(3) == 0 ? Pick(Pool.Events).Event : null, null, Limit())),
        24 => AskStep.Of(new ReadStepMessages(Pick(Pool.Flows), Pick(Pool.Paths), Limit())),
        25 => AskStep.Actions(random.Next(2) == 0 ? null : Pick(Pool.Flows), Limit()),
        26 => AskStep.Changes(),
        5 => AskStep.Cancellations(-1, TimeSpan.MaxValue, int.MaxValue),
        _ => AskStep.Cancellations(random.Next(-1, 3), Duration(), Limit()),
    };

    private static AskStep Waits((string Event, string Key) about, int limit) => AskStep.Of(new FindWaits(about.Event, about.Key, limit));

    private FlowFilter Filter() => new()
    {
        States = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (FlowState)random.Next(6))],
        Name = random.Next(4) == 0 ? "nightly" : null,
        Task = random.Next(4) == 0 ? Pick(["photos.load", "photos.resize", "photos"]) : null,
        AcceptedFrom = random.Next(4) == 0 ? Time() : null,
        AcceptedBefore = random.Next(4) == 0 ? Time() : null,
        IsQuiet = random.Next(6) == 0,
        IsLate = random.Next(6) == 0,
        Prefix = random.Next(5) == 0 ? Pick(["flow-", "flow-a", "night", "x"]) : null,
        Header = random.Next(5) == 0 ? Pick(Pool.Headers) : null,
        Failure = random.Next(5) == 0 ? Pick(Pool.Failures).Fingerprint : null,
        EndedBefore = random.Next(4) == 0 ? Time() : null,
    };

    private DateTimeOffset Time() => HistoryRun.Start + Pool.Durations[random.Next(Pool.Durations.Length - 1)];

    private TimeSpan Duration() => Pick(Pool.Durations);

    private int Limit() => random.Next(3) == 0 ? 1 : 100;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
