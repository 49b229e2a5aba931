using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Contracts;
using TypedTasks.Flows;
using TypedTasks.Serialization;

namespace TypedTasks.Simulation.Tests;

/// <summary>One run: a random flow on workers that crash, over a broker and a store that fail, on a clock that jumps.</summary>
internal sealed class Simulation
{
    private const int MaxEvents = 200_000;
    private const string FlowId = "flow";

    private readonly SimWorld world;
    private readonly PlanNode plan;
    private readonly bool faults;
    private readonly double crashes;
    private readonly bool cancels;
    private ITaskClient client = null!;
    private int incarnations;

    public Simulation(int seed, bool faults = true, int maxSteps = 60, bool early = false)
    {
        this.faults = faults;
        world = new SimWorld(seed, faults);
        var random = world.Random;
        // Seeds that were pinned before the later forms existed keep the flows that they made then.
        var all = !early && random.Chance(0.7);
        plan = early
            ? new FlowGenerator(random, maxSteps, new FlowMix(random.Chance(0.3) ? 0.03 : 0, AllForms: false)).Create(3)
            : new FlowGenerator(random, maxSteps, new FlowMix(random.Chance(0.4) ? 0.05 : 0, all)).Create(random.Between(2, 4));
        if (all)
            world.MaxDeliveries = SimWorld.Never;
        crashes = faults && random.Chance(0.5) ? 0.003 : 0;
        cancels = faults && random.Chance(0.15);
    }

    public SimWorld World => world;

    public PlanNode Plan => plan;

    /// <summary>Runs to the end and returns what is wrong, or null.</summary>
    public string? Run()
    {
        // Under a synchronisation context continuations would leave for the pool, and a seed would not be one history.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return RunAlone();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private string? RunAlone()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddTypedTasks().AddRegistry(new SimRegistry(world));
        services.AddSingleton<ITransport>(new SimTransport(world, null));
        services.AddSingleton<ITaskStore>(new SimStore(world, null));
        var provider = services.BuildServiceProvider();
        client = provider.GetRequiredService<ITaskClient>();
        for (var i = 0; i < 2; i++)
            Start();

        var accepted = EnqueueAsync();
        var cancelAt = cancels ? world.Random.Below(400) : -1;
        for (var i = 0; i < MaxEvents && world.Violations == 0; i++)
        {
            if (i == cancelAt)
                _ = CancelAsync();
            if (i > MaxEvents / 4)
                world.Calm = true;
            if (!Step() && accepted.IsCompleted && State().IsTerminal)
                break;
        }

        if (world.Broken is { } broken)
            throw broken;
        if (!accepted.IsCompletedSuccessfully)
            world.Violate($"the flow was not accepted: {accepted.Exception?.Message}");
        Check();
        return world.Violations == 0 ? null : Report();
    }

    private FlowRecord State() => world.Read(new GetFlow(new FlowKey(FlowId, 0)));

    private async Task EnqueueAsync()
    {
        while (true)
        {
            try
            {
                await client.EnqueueAsync(new SimSignature(plan).WithId(FlowId));
                return;
            }
            catch (StoreException)
            {
                // The caller does not know whether it was accepted: the same id again is safe.
            }
        }
    }

    private async Task CancelAsync()
    {
        world.Count(Fault.ClientCancels);
        try
        {
            await client.CancelAsync(FlowId);
        }
        catch (StoreException e)
        {
            world.Trace($"cancelling failed: {e.Message}");
        }
    }

    private void Start() => world.Processes.Add(new SimProcess(world, ++incarnations));

    /// <summary>Lets one thing happen; false when only time can bring more, and it was moved.</summary>
    private bool Step()
    {
        var random = world.Random;
        if (!world.Calm && random.Chance(crashes))
            Crash();

        var ready = world.Broker.Where(m => m.Lock is null && !(m.Message.NotBefore > world.Now)).ToList();
        var idle = world.Processes.Where(static p => p.Running < SimWorld.Slots).ToList();
        if (ready.Count > 0 && idle.Count > 0 && (world.PendingAnswers.Count == 0 || random.Chance(0.4)))
        {
            Deliver(random.Pick(ready), random.Pick(idle));
            return true;
        }

        if (!world.Calm && random.Chance(0.003) && idle.Count > 0
            && world.Broker.Find(static m => m.Lock is { IsDone: false }) is { } locked)
        {
            world.Count(Fault.DeliveredTwice);
            locked.Deliveries++;
            Deliver(locked, random.Pick(idle));
            return true;
        }

        if (world.PendingAnswers.Count > 0 && !random.Chance(0.02))
        {
            world.Give(random.Pick(world.PendingAnswers));
            return true;
        }

        var quiet = world.PendingAnswers.Count == 0 && world.Broker.Count == 0;
        Advance(TimeSpan.FromMilliseconds(random.Chance(0.1) ? random.Between(1, 20_000) : random.Between(1, 300)));
        return !quiet || world.Owed > 0;
    }

    private void Deliver(SimMessage message, SimProcess process)
    {
        var delivery = new SimDelivery(world, process, message);
        message.Lock = delivery;
        message.LockedUntil = world.Now + SimWorld.LockDuration;
        world.Trace($"deliver {message.Message.Id} ({message.Deliveries}) to worker {process.Id}");
        _ = process.RunAsync(delivery);
    }

    private void Crash()
    {
        world.Count(Fault.Crash);
        var process = world.Random.Pick(world.Processes);
        process.Kill();
        world.Processes.Remove(process);
        Start();
    }

    private void Advance(TimeSpan time)
    {
        world.Time.Advance(time);
        foreach (var message in world.Broker.Where(static m => m.Lock is not null).ToArray())
        {
            var delivery = message.Lock!;
            var renewed = !delivery.Owner.IsDead && !delivery.IsDone;
            if (renewed && !(!world.Calm && world.Random.Chance(0.002)))
            {
                message.LockedUntil = world.Now + SimWorld.LockDuration;
            }
            else if (renewed || world.Now >= message.LockedUntil)
            {
                if (renewed)
                    world.Count(Fault.LockExpiry);
                message.Lock = null;
                message.Deliveries++;
                delivery.LoseLock();
            }
        }
    }

    private void Check()
    {
        var oracle = new Oracle(TaskJson.Create([]), PlanAt);
        var expected = oracle.Evaluate(plan, StepPath.Root, null);
        var flow = State();
        switch (flow.State)
        {
            case FlowState.Succeeded:
                CheckResult(flow, expected);
                break;
            case FlowState.Failed:
                CheckFailure(flow, oracle, expected);
                break;
            case FlowState.Cancelled when cancels:
                break;
            default:
                world.Violate($"invariant 1: the flow is {flow.State} at the end");
                break;
        }

        if (world.Broker.Count > 0)
            world.Violate($"{world.Broker.Count} messages are left, the first is {world.Broker[0].Message.Id}");
        if (world.Owed > 0)
            world.Violate($"{world.Owed} messages are still owed");
        foreach (var place in world.Runs.Keys.Where(p => !oracle.Places.Contains(p) && !IsCompensation(p)))
            world.Violate($"{place} ran, and is no step of the flow");
        CheckSides(oracle);
        CheckCompensations(flow, oracle);
        if (!faults)
        {
            foreach (var (place, runs) in world.Runs.Where(static r => r.Value > 12))
                world.Violate($"{place} ran {runs} times without a fault");
        }
    }

    private static bool IsCompensation(string place) => place.StartsWith(Compensations.PlanPath, StringComparison.Ordinal);

    private PlanNode? PlanAt(string level) =>
        world.Read(new GetValue(new FlowKey(FlowId, 0), Flow.LevelKey(level))) is { } json ? PlanReader.Read(json) : null;

    // A side branch runs when its scope has ended the way it asks for, whatever else happens to the flow.
    private void CheckSides(Oracle oracle)
    {
        foreach (var (path, side) in oracle.Sides)
        {
            var join = world.Read(new GetMember(new FlowKey(FlowId, 0), path, 0));
            var wanted = join.State == (side.OnFailure ? JoinState.Failed : JoinState.Completed);
            var ran = world.Runs.ContainsKey(StepPath.Parse(path).Enter(StepPath.SideLevel).Text);
            if (wanted != ran)
                world.Violate($"invariant 6: the side branch of {path} {(ran ? "ran" : "did not run")} although its scope is {join.State}");
        }
    }

    private void CheckCompensations(FlowRecord flow, Oracle oracle)
    {
        if (flow.State == FlowState.Succeeded)
        {
            if (world.Compensated.Count > 0)
                world.Violate("invariant 6: a compensation ran although the flow succeeded");
            return;
        }

        var started = new List<(StepPath Path, int At)>();
        foreach (var path in world.Read(new CloseCompensations(flow.Key)).Select(StepPath.Parse))
        {
            var node = (CompensateNode)NodeAt(path);
            var step = oracle.Read((StepNode)node.Compensation);
            using var value = JsonDocument.Parse(ResultReader.Read(world, flow.Key, FlowValue.Member(path.Text, 0)));
            var at = world.Compensated.IndexOf((step.Id, Digest.Canonical(value.RootElement)));
            if (at < 0)
                world.Violate($"invariant 6: {path} was recorded and is not compensated");
            if (step.FailsAlways && flow.State != FlowState.Failed)
                world.Violate($"invariant 6: the compensation of {path} failed, and the flow is {flow.State}");
            foreach (var (other, before) in started.Where(o => IsAfter(path, o.Path) && at > o.At))
                world.Violate($"invariant 6: {other} was undone before {path}, which came after it");
            started.Add((path, at));
        }
    }

    private PlanNode NodeAt(StepPath path)
    {
        var flow = new Flow(new FlowKey(FlowId, 0), true, new PlanReference(plan, default, false), null);
        for (var i = 0; i < path.Text.Length; i++)
        {
            if (path.Text[i] == StepPath.PlanLevel)
                flow = flow with { Levels = flow.Levels.Add(path.Text[..(i + 1)], new(PlanAt(path.Text[..(i + 1)])!, default, false)) };
        }

        return new Place(flow, path, []).Node;
    }

    /// <summary>Whether the one comes after the other in one sequence.</summary>
    private bool IsAfter(StepPath later, StepPath earlier)
    {
        var common = 0;
        while (common < Math.Min(later.Text.Length, earlier.Text.Length) && later.Text[common] == earlier.Text[common])
            common++;
        while (common > 0 && char.IsAsciiDigit(later.Text[common - 1]))
            common--;
        var ancestor = later.Text[..common].TrimEnd('.');
        return PathOrder.Instance.Compare(later.Text, earlier.Text) > 0
            && !StepPath.IsWithin(later.Text, earlier.Text)
            && NodeAt(StepPath.Parse(ancestor)) is SequenceNode;
    }

    private void CheckResult(FlowRecord flow, Possible expected)
    {
        if (expected.Values.Count == 0)
        {
            world.Violate("the flow succeeded although a step of it always fails");
            return;
        }

        using var document = JsonDocument.Parse(ResultReader.Read(world, flow.Key, flow.Outcome.Value));
        world.Consume(document.RootElement, "the result");
        var actual = Digest.Canonical(document.RootElement);
        if (expected.Values.All(v => v.Text != actual))
            world.Violate($"invariants 4 and 5: the result is {actual}, not {string.Join(" or ", expected.Values.Select(static v => v.Text))}");
    }

    private void CheckFailure(FlowRecord flow, Oracle oracle, Possible expected)
    {
        if (flow.Outcome.Failure is null)
        {
            world.Violate("the flow failed and does not say why");
            return;
        }

        var failure = FailureJson.Read(flow.Outcome.Failure!.Value);
        var byFault = failure.Type is "TypedTasks.TooManyDeliveries" or "TypedTasks.DeadLettered";
        if (cancels && failure.Type == "TypedTasks.Cancelled" && failure.Inner.Count > 0)
            return;
        if (byFault ? !faults || world.MaxDeliveries == SimWorld.Never : !expected.CanFail || !oracle.Failing.Contains(failure.Step))
            world.Violate($"the flow failed by {failure.Type} at {failure.Step}: {failure.Message}");
    }

    private string Report() =>
        $"{PlanPrinter.Print(plan)}\n{string.Join('\n', world.History.Where(static l => !l.Contains("fault Store", StringComparison.Ordinal) && !l.Contains("store Read", StringComparison.Ordinal) && !l.Contains("AcquireLease", StringComparison.Ordinal)).TakeLast(400))}";
}
