using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Contracts;
using TypedTasks.Testing;

namespace TypedTasks.Simulation.Tests;

/// <summary>
/// Broker, store, clock and processes of one run. Everything happens on one thread: a call of the product waits until
/// the world decides to answer it, so one seed is one history.
/// </summary>
internal sealed class SimWorld(int seed, bool faults)
{
    public const string Queue = QueueNames.Default;
    public const int Slots = 4;

    /// <summary>More deliveries than the faults of a run cause.</summary>
    public const int Never = 100;

    /// <summary>After how many deliveries a step counts as failed; never, where the flow could hide that it did.</summary>
    public int MaxDeliveries { get; set; } = 6;

    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(10);

    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly InMemoryTaskStore store = new();
    private readonly HashSet<string> accepted = new(StringComparer.Ordinal);
    private readonly List<Pending> pending = [];
    private readonly List<string> trace = [];

    public SimRandom Random { get; } = new(seed);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public List<SimMessage> Broker { get; } = [];

    public List<DeadLetter> DeadLetters { get; } = [];

    public List<SimProcess> Processes { get; } = [];

    public Dictionary<Fault, int> Injected { get; } = [];

    /// <summary>How often each place ran.</summary>
    public Dictionary<string, int> Runs { get; } = new(StringComparer.Ordinal);

    private readonly List<(Cancellation Cancellation, DateTimeOffset At)> cancellations = [];

    private readonly Dictionary<string, int> consumed = new(StringComparer.Ordinal);

    /// <summary>Whether faults still happen; they end so that invariant 1 can be checked.</summary>
    public bool Calm { get; set; } = !faults;

    public IReadOnlyList<string> History => trace;

    public DateTimeOffset Now => Time.GetUtcNow();

    public IReadOnlyList<Pending> PendingAnswers => pending;

    public int Violations { get; private set; }

    public Exception? Broken { get; private set; }

    public void Trace(string line) => trace.Add($"{Now:mm:ss.fff} {line}");

    public void Violate(string text)
    {
        Violations++;
        Trace($"VIOLATION {text}");
    }

    public Task AnswerAsync(SimProcess? owner, string label, Action effect)
    {
        // Continuations run inside Answer, on the one thread: whoever leaves it ends the determinism.
        if (Environment.CurrentManagedThreadId != thread)
        {
            Broken = new InvalidOperationException($"{label} left the world's thread: {Environment.StackTrace}");
            throw Broken;
        }

        var answer = new TaskCompletionSource();
        pending.Add(new Pending(owner, Answer, label));
        return answer.Task;

        void Answer()
        {
            try
            {
                effect();
            }
            catch (Exception e) when (e is StoreException or TransportException)
            {
                Trace($"{label}: {e.Message}");
                answer.SetException(e);
                return;
            }

            answer.SetResult();
        }
    }

    public void Give(Pending answer)
    {
        pending.Remove(answer);
        answer.Answer();
    }

    /// <summary>What a dead process waited for happens or not; its answer reaches nobody.</summary>
    public void Forget(SimProcess process)
    {
        foreach (var answer in pending.Where(p => p.Owner == process).ToArray())
        {
            pending.Remove(answer);
            if (Random.Chance(0.5))
                answer.Answer();
        }
    }

    public bool Faulty(Fault fault)
    {
        if (Calm || !Random.Chance(0.02))
            return false;
        Count(fault);
        return true;
    }

    public void Count(Fault fault)
    {
        Injected[fault] = Injected.GetValueOrDefault(fault) + 1;
        Trace($"fault {fault}");
    }

    public void Execute(IReadOnlyList<StoreOperation> operations)
    {
        Commit(operations);
        if (!operations.Any(static o => o is FinishFlow or RecordMember))
            return;

        // The lag counts from the commit, which may come long after whoever asked for it took the time.
        var recorded = new ReadCancellations(cancellations.Count == 0 ? 0 : cancellations[^1].Cancellation.Sequence, int.MaxValue);
        Commit([recorded]);
        cancellations.AddRange(recorded.Result.Select(c => (c, Now)));
    }

    public TResult Read<TResult>(StoreOperation<TResult> operation)
    {
        Execute([operation]);
        return operation.Result;
    }

    public int Owed => store.OwedCount;

    /// <summary>The delivery that the code at hand works on.</summary>
    public AsyncLocal<SimDelivery?> Current { get; } = new();

    /// <summary>The compensations in the order in which they started: the step and what it undoes.</summary>
    public List<(string Id, string Input)> Compensated { get; } = [];

    private readonly Dictionary<object, (string Place, SimDelivery? Delivery)> running = [];

    public IDisposable Running(string place)
    {
        var key = new object();
        running.Add(key, (place, Current.Value));
        return new Ending(() => running.Remove(key));
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    /// <summary>A step starts: what it sees must be what everybody else sees, and its scope must not be cancelled.</summary>
    public int Started(string flowId, string place, string id, string text, JsonElement input)
    {
        var run = Runs[place] = Runs.GetValueOrDefault(place) + 1;
        Trace($"run {place} #{run}: {id}({text})");
        if (place[..Math.Min(1, place.Length)] == "!")
        {
            Compensated.Add((id, text));
            foreach (var (forward, delivery) in running.Values)
            {
                if (!forward.Contains('~', StringComparison.Ordinal) && !forward.StartsWith('!') && delivery is { HoldsLock: true })
                    Violate($"invariant 6: compensation {place} starts while {forward} runs");
            }
        }

        Consume(input, place);
        foreach (var (cancellation, at) in cancellations)
        {
            if (cancellation.Key.FlowId == flowId
                && Flows.StepPath.IsWithin(place, cancellation.Path)
                && Now > at + Lag)
            {
                Violate($"invariant 7: {place} starts {Now - at} after scope '{cancellation.Path}' was cancelled");
            }
        }

        return run;
    }

    /// <summary>Every consumer of a place's value must see the same run of it (invariants 2 and 3).</summary>
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
                Violate($"invariants 2 and 3: {by} sees run {run} of {place}, another step saw run {consumed[place]}");
        }
    }

    public void Accept(TaskMessage message)
    {
        // Duplicate detection: accepted and dropped.
        if (!accepted.Add(message.Id))
            return;
        Trace($"accepted {message.Id}");
        Broker.Add(new SimMessage(message));
    }

    private void Commit(IReadOnlyList<StoreOperation> operations)
    {
        var done = store.ExecuteAsync(operations, CancellationToken.None);
        if (!done.IsCompletedSuccessfully)
            done.AsTask().GetAwaiter().GetResult();
    }
}
