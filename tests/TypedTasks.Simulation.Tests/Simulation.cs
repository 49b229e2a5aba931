using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Engine;
using TypedTasks.Hosting.Client;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Simulation.Tests;

/// <summary>One run: a random flow on workers that crash, over a broker and a store that fail, on a clock that jumps.</summary>
internal sealed partial class Simulation
{
    public const string FlowId = "flow";

    private const int MaxEvents = 200_000;
    private const int Workers = 2;
    private const int WorkersWithClocks = 3;

    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Unrest = TimeSpan.FromHours(2);
    // FlowGenerator writes no longer delay.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    // Three hundred slow steps one after another take hours when nothing hurries them.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private readonly SimWorld world;
    private readonly SimRandom random;
    private readonly SimPlans plans;
    private readonly PlanNode plan;
    private readonly int workers;
    private readonly double crashes;
    private readonly bool jumps;
    private readonly int cancelAt;
    private readonly SimRandom? operated;
    private readonly bool isPurged;
    private readonly int retries;
    private ITaskClient client = null!;
    private SimOperator? operating;
    private Rivals? rivals;
    private Maintenance? maintenance;
    private Losses? losses;
    private TurnMates? mates;
    private Speakers? speakers;
    private DateTimeOffset restartAt;
    private int incarnations;
    private bool wasLeftAlone;

    public Simulation(SimOptions options)
    {
        world = new SimWorld(options);
        random = world.Random;
        var allForms = random.Chance(0.7);
        var isLarge = random.Chance(0.05);
        operated = options.HasOperator ? new SimRandom(options.Seed ^ 0x09E7A7) : null;
        var mix = new FlowMix(random.Chance(0.4) ? 0.05 : 0, allForms)
        {
            Operated = operated,
            IsWide = operated is not null && operated.Chance(0.1),
            Extras = options.Seed % 10 is 1 or 2 or 3 or 5 or 9 ? new SimRandom(-options.Seed) : null,
            Settles = options.Seed % 10 is 2 or 3 or 5 ? new SimRandom(options.Seed ^ 0x5E771E) : null,
            Waits = options.HasWaits ? new SimRandom(options.Seed ^ 0x3A17) : null,
            Lines = options.HasLines ? new SimRandom(options.Seed ^ 0x0DDE) : null,
            Large = options.Seed % 10 == 9 || (operated is not null && operated.Chance(0.2)) ? 0.8 : 0,
        };
        plan = new FlowGenerator(random, options.MaxSteps ?? (isLarge ? 300 : 60), mix)
            .Create(isLarge ? random.Between(4, 6) : random.Between(2, 4));
        plans = new(world, new FlowKey(FlowId, 0), PlanCompiler.Compile(plan));
        world.Plans = plans;
        world.FormsOf = new FormFinder(plans.NodeAt).FormsOf;
        if (random.Chance(0.3))
            world.MaxDeliveries = 6;
        if (random.Chance(0.03))
            world.FlowLifetime = Short(TimeSpan.FromSeconds(random.Between(5, 120)));
        world.Kill = Kill;
        workers = options.HasSchedule ? WorkersWithClocks : Workers;
        crashes = random.Chance(0.5) ? 0.003 : 0;
        jumps = random.Chance(0.2);
        var cancels = random.Chance(0.15);
        cancelAt = random.Below(150);
        if (!cancels || !options.Faults.Contains(Fault.ClientCancels))
            cancelAt = -1;
        if (operated is null)
        {
            PlantPoison();
            return;
        }

        retries = operated.Chance(0.3) ? 0 : operated.Between(1, 3);
        if (operated.Chance(0.2))
            world.MaxDeliveries = 6;
        if (mix.IsWide)
            world.ClaimCheckBytes = 8 * 1024;
        if (operated.Chance(0.1))
            world.FlowLifetime = Short(TimeSpan.FromSeconds(operated.Between(3, 40)));
        isPurged = operated.Chance(0.3) && options.Faults.Contains(Fault.Purged);
        if (isPurged)
            world.Retention = TimeSpan.FromHours(1);
        PlantPoison();
    }

    // Few deliveries, so that others often have as many behind them as the poison.
    private void PlantPoison()
    {
        if (world.Options.Seed % 7 != 4 || !world.Options.Faults.Contains(Fault.Crash))
            return;
        world.PoisonAfter = new SimRandom(world.Options.Seed ^ 0x9015).Below(6);
        world.MaxDeliveries = 3;
    }

    public SimWorld World => world;

    public PlanNode Plan => plans.Root;

    /// <summary>Whether the result was one that could be checked.</summary>
    public bool IsChecked { get; private set; }

    /// <summary>Runs to the end and returns what went wrong first, or null.</summary>
    public Violation? Run()
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

    // What waits for longer than its flow lives is refused; nobody knows what the plans ask for that steps return.
    private TimeSpan Short(TimeSpan lifetime) =>
        Lifetime.Refusal(plans.Root, lifetime, SimWorld.Start) is not null || WaitRules.Refusal(plans.Root, lifetime) is not null || PlanWalk.Any(plans.Root, static n => n.Call is { IsReplaced: true })
            ? lifetime + LongestWait
            : lifetime;

    private Violation? RunAlone()
    {
        client = Client();
        if (operated is not null)
        {
            var other = Client();
            operating = new(world, [client, other], operated, retries);
            rivals = new(world, other, operated);
            maintenance = new(world, operated);
        }

        if (world.Options.RecordsHandOffs)
            losses = new(world, Client(), new SimRandom(world.Options.Seed ^ 0x105E5));
        if (world.Options.HasTurns)
        {
            mates = new(world, Client(), new SimRandom(world.Options.Seed ^ 0x7E11));
            mates.Begin();
        }

        if (world.Options.HasWaits)
            speakers = new(world, Client(), new SimRandom(world.Options.Seed ^ 0x5A1D), plans.Root);
        if (world.Options.HasSchedule)
            world.Clockwork = new(world, new SimRandom(world.Options.Seed ^ 0xC10C));
        var accepted = EnqueueAsync();
        for (var i = 0; i < MaxEvents && world.Violation is null && world.Now < SimWorld.Start + Patience; i++)
        {
            if (i == cancelAt)
                _ = CancelAsync();
            world.Calm |= i > MaxEvents / 4 || world.Now > SimWorld.Start + Unrest;
            Operate(isQuiet: false);
            if (Step() || !accepted.IsCompleted || !HasEnded())
                continue;
            if (world.Clockwork is not { IsPaused: false } && operating is not { HasMore: true } && rivals is not { AreBusy: true } && losses is not { AreBusy: true } && mates is not { AreBusy: true })
                break;
            Operate(isQuiet: true);
        }

        if (world.LeftThread is { } left)
            throw left;
        if (world.Violation is null && !accepted.IsCompletedSuccessfully)
            world.Violate(1, $"the flow was not accepted: {accepted.Exception?.Message}");
        if (world.Violation is null)
            world.Clockwork?.Watch.CheckEnd(world.Clockwork.IsPaused);
        if (world.Violation is null)
            IsChecked = new EndChecks(world, plans, State(), cancelAt >= 0, speakers).Check();
        return world.Violation;
    }

    private ITaskClient Client()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddSingleton<Nonces>(new SimNonces(world));
        services.AddTypedTasks(o =>
            {
                o.OrderingKeys = true;
                o.RecordHandOffs = world.Options.RecordsHandOffs;
                o.FlowLifetime = world.FlowLifetime;
            }).AddRegistry(new SimRegistry(world));
        services.AddSingleton<ITransport>(new SimTransport(world, null));
        services.AddSingleton<ITaskStore>(new SimStore(world, null));
        return services.BuildServiceProvider().GetRequiredService<ITaskClient>();
    }

    private void Operate(bool isQuiet)
    {
        operating?.Act(isQuiet);
        rivals?.Act();
        maintenance?.Act();
        losses?.Act();
        mates?.Act();
        speakers?.Act();
        world.Clockwork?.Act();
        LeaveAlone();
    }

    private bool HasEnded() => HasEnded(FlowId) && world.Watch.Children.All(HasEnded) && world.Watch.Turns.Flows.All(HasEnded)
        && world.Clockwork?.Watch.Flows.All(HasEnded) != false;

    private bool HasEnded(string flowId) =>
        world.Watch.Kept.Purged.Contains(flowId) || world.Read(new GetFlow(new FlowKey(flowId, 0))).IsTerminal;

    private FlowRecord State()
    {
        var flow = new GetFlow(new FlowKey(FlowId, 0));
        world.Execute([flow]);
        return flow.Result;
    }

    private async Task EnqueueAsync()
    {
        var signature = new SimSignature(plan).WithId(FlowId);

        if (operated is not null)
            signature = signature.Unique(Rivals.Key, Rivals.Window(operated));
        if (mates is not null)
            signature = signature.InTurn(TurnMates.Line, mates.Limit());
        while (true)
        {
            try
            {
                if ((await client.EnqueueAsync(signature)).FlowId == FlowId)
                    return;
            }
            catch (StoreException) when (!world.IsStoreAway)
            {
                // The caller does not know whether it was accepted: the same id again is safe.
                continue;
            }
            catch (StoreException)
            {
            }

            // Somebody else holds the key, or the store is away for a while.
            await SimClock.WaitAsync(world.Time, TimeSpan.FromSeconds(5), CancellationToken.None);
        }
    }

    private async Task CancelAsync()
    {
        world.Count(Fault.ClientCancels, UnderWay());
        try
        {
            await client.CancelAsync(FlowId);
        }
        catch (StoreException e)
        {
            world.Trace(null, $"cancelling failed: {e.Message}");
        }
    }

    private IEnumerable<string> UnderWay() => world.Broker.Messages.Select(static m => m.Place);

    /// <summary>Lets one thing happen; false when only time can bring more, and it was moved.</summary>
    private bool Step()
    {
        if (operated is not null && world.Processes.RemoveAll(static p => p.IsStopped) > 0)
            restartAt = world.Processes.Count > 0 ? restartAt : world.Now;
        if ((world.Processes.Count == 0 || operated is not null) && world.Processes.Count < workers && world.Now >= restartAt)
        {
            while (world.Processes.Count < workers)
                world.Processes.Add(new SimProcess(world, ++incarnations));
        }

        if (world.Processes.Count > 0)
            Hurt();
        var idle = world.Processes.FindAll(static p => p.Takes);
        if (idle.Count > 0 && (world.PendingAnswers.Count == 0 || random.Chance(0.4)) && DeliverOne(idle))
            return true;

        if (world.PendingAnswers.Count > 0 && !random.Chance(0.02))
        {
            world.Give(random.Pick(world.PendingAnswers));
            return true;
        }

        var quiet = world.PendingAnswers.Count == 0 && world.Broker.Messages.Count == 0;
        Advance();
        return !quiet || world.Owed > 0 || world.Processes.Count == 0;
    }

    private bool DeliverOne(List<SimProcess> idle)
    {
        var ready = world.Broker.Ready(world.Now);
        if (ready.Count > 0)
        {
            var index = random.Below(ready.Count);
            if (index > 0 && !world.Options.Faults.Contains(Fault.Reordered))
                index = 0;
            if (index > 0 && !world.Calm)
                world.Count(Fault.Reordered, ready[index].Place);
            Deliver(ready[index], random.Pick(idle));
            return true;
        }

        if (!world.Calm && random.Chance(0.02)
            && world.Broker.Messages.Find(static m => m.Lock is { IsDone: false }) is { } locked
            && world.Faulty(Fault.DeliveredTwice, 1, locked.Place))
        {
            locked.Deliveries++;
            Deliver(locked, random.Pick(idle));
            return true;
        }

        return false;
    }

    private void Deliver(SimMessage message, SimProcess process)
    {
        var delivery = new SimDelivery(world, process, message) { WasRecorded = operated is not null && IsRecorded(message) };
        message.Lock = delivery;
        message.LockedUntil = world.Now + SimWorld.LockDuration;
        if (message.AllDeliveries >= world.MaxDeliveries)
            world.Broker.Lose(message);
        if (message.Deliveries == SimWorld.Never && message.Place != SimPlace.Child && !world.Watch.Runs.ContainsKey(message.Place)
            && world.IllsOf(message.Place) < SimWorld.Never / 2)
            world.Violate(1, $"{message.Message.Id} was delivered {SimWorld.Never} times and never ran", message.Place);
        world.Trace(message.Place, $"deliver {message.Message.Id} ({message.Deliveries}) to worker {process.Id}");
        _ = process.RunAsync(delivery);
    }

    // The first delivery of a first attempt need not ask.
    private bool IsRecorded(SimMessage message) =>
        (message.Deliveries > 0 || message.Message is not { Attempt: 0, Deferral: 0 })
        && !world.Watch.Kept.Purged.Contains(FlowId)
        && message is { Message.FlowId: FlowId, Envelope.Kind: MessageKind.Step }
        && Above(message.Envelope) is { } above
        && world.Read(new GetMember(message.Envelope.Key, above.Place.Path.Text, above.Index)).Member is not null;

    private Climb? Above(Envelope envelope)
    {
        try
        {
            return plans.JoinAbove(envelope.Path, envelope.Sizes);
        }
        catch (FlowFormatException)
        {
            // What is broken on purpose may show a step another plan than the recorded one.
            return null;
        }
    }

    /// <summary>Moves the clock: by a moment, or to where something happens when nothing does meanwhile.</summary>
    private void Advance()
    {
        var time = TimeSpan.FromMilliseconds(random.Chance(0.1) ? random.Between(1, 20_000) : random.Between(1, 300));
        if (world.PendingAnswers.Count == 0 && !world.Broker.IsBusy)
        {
            var wait = world.Broker.NextDue() - world.Now ?? MostWait;
            time = TimeSpan.FromTicks(Math.Min(Math.Max(time.Ticks, wait.Ticks), MostWait.Ticks));
        }

        world.Time.Advance(time);
        foreach (var message in world.Broker.Messages.FindAll(static m => m.Lock is not null))
        {
            var renews = !message.Lock!.Owner.IsDead && !message.Lock.IsDone;
            if (!renews && world.Now >= message.LockedUntil)
                LoseLock(message);
            else if (renews && world.Faulty(Fault.LockExpiry, 0.008, message.Place))
                LoseLock(message);
            else if (renews)
                message.LockedUntil = world.Now + SimWorld.LockDuration;
        }

        world.Pauses.Join();
    }

    private void LoseLock(SimMessage message)
    {
        var delivery = message.Lock!;
        world.Broker.GiveBack(message);
        delivery.LoseLock();
    }
}
