using System.Text.Json;
using TypedTasks.Engine;
using TypedTasks.Paths;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Simulation.Tests;

/// <summary>What can be checked while a run goes on: every start of a step, every message, every end of the flow.</summary>
internal sealed class InvariantWatch(SimWorld world)
{
    private readonly List<(Cancellation Cancellation, DateTimeOffset At)> cancellations = [];
    private readonly Dictionary<string, int> consumed = new(StringComparer.Ordinal);
    private readonly HashSet<(FlowKey Flow, string Step, int Attempt, int Deferrals, int SentOn, MessageKind Kind, int Cursor)> sent = [];
    private readonly Dictionary<object, (SimStep Step, string Place, SimDelivery? Delivery)> running = [];
    private readonly Dictionary<(string Place, SimDelivery Delivery), int> runs = [];
    private readonly Dictionary<int, FlowState> ended = [];
    private readonly HashSet<(string Join, JoinState State)> ends = [];
    private long lastCancellation;

    /// <summary>What stands in line.</summary>
    public LineWatch Lines { get; } = new(world);

    /// <summary>Who holds unique keys.</summary>
    public UniqueWatch Unique { get; } = new(world);

    /// <summary>Who stands in line for a turn.</summary>
    public TurnWatch Turns { get; } = new(world);

    /// <summary>What is kept, retried and purged.</summary>
    public KeepWatch Kept { get; } = new(world);

    /// <summary>The starts under the rate limit.</summary>
    public RateWatch Rate { get; } = new(world);

    /// <summary>How often each place ran.</summary>
    public Dictionary<string, int> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>The compensations in the order in which they started: the step and what it undoes.</summary>
    public List<(string Id, string Input)> Compensated { get; } = [];

    /// <summary>The flows that steps have started, and know that they have.</summary>
    public HashSet<string> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a join has ever ended so, in whatever generation.</summary>
    public bool HasEnded(string join, JoinState state) => ends.Contains((join, state));

    /// <summary>A step starts: what it sees must be what everybody else sees, and its scope must not be cancelled.</summary>
    public int Started(SimStep step, string place, string text, JsonElement input)
    {
        var isNew = !runs.ContainsKey((place, world.Current.Value!));
        var run = RunOf(place);
        world.Trace(place, $"run {place} #{run}: {step.Id}({text})");
        if (step.Takes > SimWorld.LockDuration)
            world.Count(Fault.SlowStep, place);
        if (place[..Math.Min(1, place.Length)] == Compensations.PlanPath)
        {
            Compensated.Add((step.Id, text));
            CheckNothingRuns(place);
        }

        if (step.Earliest > world.Now)
            world.Violate(9, $"{place} starts at {world.Now:O}, but was to wait until {step.Earliest:O}", place);
        Consume(input, place);
        Lines.Started(place);
        Turns.Started(place);
        CheckMessage(place);
        if (isNew && step.Shares is not null)
            CheckPermits(step, place);
        foreach (var (cancellation, at) in isNew ? cancellations : [])
        {
            if (cancellation.Key == world.Current.Value!.Source.Envelope.Key && StepPath.IsWithin(place, cancellation.Path) && world.Now > at + SimWorld.Lag)
                world.Violate(7, $"{place} starts {world.Now - at} after scope '{cancellation.Path}' was cancelled", place);
        }

        return run;
    }

    // A chunk starts its place once per element: that is one run of it.
    private int RunOf(string place)
    {
        var delivery = world.Current.Value!;
        if (runs.TryGetValue((place, delivery), out var known))
            return known;
        var run = Runs[place] = Runs.GetValueOrDefault(place) + 1;
        runs.Add((place, delivery), run);
        return run;
    }

    public IDisposable Running(SimStep step, string place)
    {
        var key = new object();
        running.Add(key, (step, place, world.Current.Value));
        var delivery = world.Current.Value!;
        Lines.Begin(delivery);
        return new Ending(() =>
        {
            running.Remove(key);
            Lines.End(delivery);
        });
    }

    /// <summary>Every consumer of a place's value must see the same run of it.</summary>
    public void Consume(JsonElement value, string by)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Consume(item, by);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            if (value.TryGetProperty("value", out var inner))
                Consume(inner, by);
            if (!value.TryGetProperty("p", out var identity))
                return;
            var place = identity.GetString()!;
            var run = value.GetProperty("r").GetInt32();
            if (!consumed.TryAdd(place, run) && consumed[place] != run)
                world.Violate(2, $"'{by}' sees run {run} of {place}, another step saw run {consumed[place]}", place[..place.IndexOf(':', StringComparison.Ordinal)]);
        }
    }

    /// <summary>A message was accepted as new: there is one for every start of a step.</summary>
    public void Accepted(SimMessage accepted)
    {
        var (message, envelope) = (accepted.Message, accepted.Envelope);
        Lines.Accepted(message);
        if (envelope.Key.Generation > 0)
            world.Count(Fault.Retried, accepted.Place);
        if (!sent.Add((envelope.Key, message.Step, message.Attempt, envelope.Deferrals, message.Deferral, envelope.Kind, Cursor(message, envelope))))
            world.Violate(3, $"attempt {message.Attempt} of '{message.Step}' was sent twice, the second time as {message.Id}", accepted.Place);
    }

    // What lets a wait begin anew after a retry, and what lets the flow go on from it then, are two messages.
    private static int Cursor(TaskMessage message, Envelope envelope) =>
        envelope.Kind == MessageKind.Wait && !message.Id.Contains("/wait", StringComparison.Ordinal) ? 1 : envelope.Cursor;

    /// <summary>The store is about to commit.</summary>
    public void Committing(IReadOnlyList<StoreOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is DeleteFlow delete)
                Kept.Deleting(delete);
            else if (operation is AcceptFlow { UniqueKey: not null })
                Unique.Accepting();
        }
    }

    /// <summary>The store has committed.</summary>
    public void Committed(IReadOnlyList<StoreOperation> operations)
    {
        var asked = false;
        foreach (var operation in operations)
        {
            asked |= operation is FinishFlow or RecordMember;
            Trace(operation);
            Observe(operation);
            if ((operation is FinishFlow { Key.FlowId: Simulation.FlowId } finish ? finish.Result
                    : operation is EndCompensations { Key.FlowId: Simulation.FlowId } end ? end.Result : null) is { IsTerminal: true } flow
                && !ended.TryAdd(flow.Key.Generation, flow.State) && ended[flow.Key.Generation] != flow.State)
            {
                world.Violate(7, $"the flow has ended as {ended[flow.Key.Generation]}, and is {flow.State} now");
            }
        }

        if (!asked)
            return;

        // The lag counts from the commit, which may come long after whoever asked for it took the time.
        foreach (var cancellation in world.Ask(new ReadCancellations(lastCancellation, TimeSpan.MaxValue, int.MaxValue)))
        {
            lastCancellation = cancellation.Sequence;
            if (cancellation.Key.FlowId != Simulation.FlowId)
                continue;
            world.Trace(cancellation.Path, $"cancelled '{cancellation.Path}'");
            cancellations.Add((cancellation, world.Now));
        }
    }

    private void Observe(StoreOperation operation)
    {
        Kept.Committed(operation);

        // Under its id another one may be accepted.
        if (operation is DeleteFlow { Result: true } deleted)
            sent.RemoveWhere(s => s.Flow.FlowId == deleted.FlowId);
        Turns.Committed(operation);
        world.Clockwork?.Watch.Committed(operation);
        if (operation is RecordMember { Key.FlowId: Simulation.FlowId } member)
            ends.Add((member.Join, member.Result.State));
        if (operation is AcceptFlow { UniqueKey: not null } accept)
            Unique.Accepted(accept);
        else if (operation is RetryFlow)
            Unique.Retried();
        else if (operation is ReserveStart reserve)
            Rate.Reserved(reserve);
    }

    // What an earlier delivery or attempt may have recorded is asked for before anything runs; of what is purged nothing runs.
    private void CheckMessage(string place)
    {
        var delivery = world.Current.Value!;
        if (delivery.WasRecorded)
            world.Violate(3, $"{place} runs although its outcome was recorded before its message came", place);
        if (Kept.Purged.Contains(delivery.Source.Message.FlowId))
            world.Violate(11, $"{place} runs although its flow was purged", place);
        if (delivery.Source is { Message.Subject: SimRegistry.RatedTask, Line: null })
            Rate.Started(place, delivery.Source);
    }

    private void Trace(StoreOperation operation)
    {
        if (operation is RecordMember member)
            world.Trace(member.Join, $"recorded member {member.Index} of '{member.Join}' ({(member.Outcome.Succeeded ? "success" : "failure")}): the join is {member.Result.State}");
        else if (operation is FinishFlow finish)
            world.Trace(null, $"the flow is to end as {finish.State}, and is {finish.Result.State}");
        else if (operation is BeginStep begin)
            world.Trace(begin.Path, $"begin '{begin.Path}': {begin.Result}");
        else if (operation is AcquirePermit acquire)
            world.Trace(acquire.Waiting.Step, $"permit '{acquire.Name}' for {acquire.Holder}, run {acquire.Run}: {(acquire.Result ? "granted" : "has to wait")}");
        else if (operation is ReleasePermit release)
            world.Trace(null, $"{release.Holder}, run {release.Run}, gives its permit '{release.Name}' back: {release.Result?.Id ?? "nobody"} may run");
        else if (operation is RetryFlow retry)
            world.Trace(null, $"retry of generation {retry.Key.Generation}: the flow is {retry.Result.Flow.State} in generation {retry.Result.Flow.Key.Generation}");
        else if (operation is ParkMessage park)
            world.Trace(SimPlace.Of(park.Message), $"park {park.Message.Id}: {(park.Result is { } carried ? $"carried over as {carried.Id}" : "nothing is owed")}");
        else if (operation is AcceptFlow accept)
            world.Trace(null, $"accept {accept.Key} with the key '{accept.UniqueKey}': {accept.Result.Created}");
        else if (operation is BeginTurn turn)
            world.Trace(null, $"begin {turn.Key}: {turn.Result.Messages.Count} messages");
        else if (operation is OpenWait open)
            world.Trace(open.Path, $"wait for {open.Event}: {open.Result}");
        else if (operation is ExpireWait expire)
            world.Trace(expire.Path, $"the time of the wait for {expire.Event} is over: {(expire.Result is null ? "nothing is owed" : "it goes on")}");
        else if (operation is DeleteFlow delete)
            world.Trace(null, $"delete {delete.FlowId}: {delete.Result}");
        else if (operation is EndStep end)
            world.Trace(end.Path, $"end '{end.Path}': {(end.Result is { } owed ? $"{owed.Id} is owed" : "nothing is owed")}");
    }

    // A run whose lock is lost may go on for a while; the run that takes its place has its permit.
    private void CheckPermits(SimStep step, string place)
    {
        var attempt = world.Current.Value!.Message.Attempt;
        var others = running.Values
            .Where(r => r.Step.Shares == step.Shares && r.Delivery is { HoldsLock: true })
            .Select(static r => (r.Place, r.Delivery!.Message.Attempt))
            .Distinct()
            .Where(r => r != (place, attempt))
            .ToArray();
        if (others.Length >= step.Permits)
            world.Violate(8, $"{place} starts beside {string.Join(" and ", others.Select(static o => o.Place))} although {step.Permits} may", place);
    }

    private void CheckNothingRuns(string compensation)
    {
        foreach (var (_, forward, delivery) in running.Values)
        {
            if (!StepPath.Parse(forward).IsAside && delivery is { HoldsLock: true })
                world.Violate(6, $"compensation {compensation} starts while {forward} runs", forward);
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
