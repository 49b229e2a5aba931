using System.Globalization;
using System.Runtime.CompilerServices;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>
/// Broker, store, clock and processes of one run. Everything happens on one thread: a call of the product waits until
/// the world decides to answer it, so one seed is one history.
/// </summary>
internal sealed class SimWorld
{
    public const string Queue = QueueNames.Default;
    public const int Slots = 4;

    /// <summary>More deliveries than the faults of a run cause.</summary>
    public const int Never = 100;

    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(10);

    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly InMemoryTaskStore store;
    private readonly List<Pending> pending = [];
    private readonly List<SimEvent> history = [];
    private readonly Dictionary<string, int> ills = new(StringComparer.Ordinal);
    private int nonces;

    public SimWorld(SimOptions options)
    {
        Options = options;
        Random = new(options.Seed);
        Calm = options.Faults.Count == 0;
        Broken = options.Broken?.Invoke();
        Broker = new(Broken);
        Pauses = new(this, thread, pending);
        Time = new(Start, Pauses);
        store = new(Time);
        Current = new(Pauses.ContextChanged);
        Watch = new(this);
    }

    public SimOptions Options { get; }

    public SimRandom Random { get; }

    /// <summary>What is broken on purpose, or null.</summary>
    public DeliberateFault? Broken { get; }

    public SimTime Time { get; }

    /// <summary>The nonce of the next acceptance; its first characters are part of message ids.</summary>
    public string NextNonce() => string.Create(CultureInfo.InvariantCulture, $"{++nonces:x8}{0:x24}");

    /// <summary>The steps that wait for their next attempt.</summary>
    public SimPauses Pauses { get; }

    public SimBroker Broker { get; }

    public InvariantWatch Watch { get; }

    public Coverage Coverage { get; } = new();

    /// <summary>After how many more runs the next step that runs takes its worker down, now and each time; null for none.</summary>
    public int? PoisonAfter { get; set; }

    /// <summary>The step that takes its worker down.</summary>
    public string? Poison { get; private set; }

    /// <summary>Takes a worker down.</summary>
    public Action<SimProcess> Kill { get; set; } = static _ => { };

    /// <summary>Says which forms a place of the flow meets.</summary>
    public Func<string, long> FormsOf { get; set; } = static _ => 0;

    /// <summary>What starts flows by the clock, or null.</summary>
    public Clockwork? Clockwork { get; set; }

    public List<SimProcess> Processes { get; } = [];

    /// <summary>After how many deliveries a step counts as failed; never, in most runs.</summary>
    public int MaxDeliveries { get; set; } = Never;

    /// <summary>When a flow ends at the latest; long after everything, in most runs.</summary>
    public TimeSpan FlowLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The size from which values do not travel in messages.</summary>
    public int ClaimCheckBytes { get; set; } = SimRegistry.ClaimCheckBytes;

    /// <summary>How long flows are kept that have ended; longer than any run, in most of them.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Until when the store answers nobody.</summary>
    public DateTimeOffset StoreAwayUntil { get; set; }

    public bool IsStoreAway => Now < StoreAwayUntil && !Calm;

    /// <summary>The plans of the flow.</summary>
    public SimPlans Plans { get; set; } = null!;

    /// <summary>Whether faults still happen; they end so that invariant 1 can be checked.</summary>
    public bool Calm { get; set; }

    public IReadOnlyList<SimEvent> History => history;

    public DateTimeOffset Now => Time.GetUtcNow();

    public IReadOnlyList<Pending> PendingAnswers => pending;

    /// <summary>The first thing that went wrong, or null.</summary>
    public Violation? Violation { get; private set; }

    public Exception? LeftThread { get; private set; }

    /// <summary>How many messages are unsent. What is kept of hand-offs may be left over where a step ran twice: it goes with its flow.</summary>
    public int Owed => Options.RecordsHandOffs ? Ask(new FindOwed(TimeSpan.Zero, int.MaxValue)).Count : store.UnsentCount;

    /// <summary>The delivery that the code at hand works on.</summary>
    public AsyncLocal<SimDelivery?> Current { get; }

    /// <summary>The delivery whose call is being answered.</summary>
    public SimDelivery? Acting { get; private set; }

    public void Trace(string? place, [InterpolatedStringHandlerArgument("")] ref TraceText text)
    {
        if (Options.Traces)
            history.Add(new(Now, place, text.ToStringAndClear()));
    }

    public void Violate(int invariant, string text, string? place = null)
    {
        Violation ??= new(invariant, text, place);
        Trace(place, $"VIOLATION of invariant {invariant}: {text}");
    }

    public Task AnswerAsync(SimProcess? owner, Func<string>? label, Action effect)
    {
        // Continuations run inside Answer, on the one thread: whoever leaves it ends the determinism.
        var leaves = Environment.CurrentManagedThreadId != thread;
        if (leaves && !Pauses.IsExpected(Current.Value))
        {
            LeftThread = new InvalidOperationException($"{label?.Invoke()} left the world's thread: {Environment.StackTrace}");
            throw LeftThread;
        }

        var answer = new TaskCompletionSource();
        // A process that is gone asks nobody.
        if (owner is not { IsDead: true })
        {
            var asked = new Pending(owner, Current.Value, Answer);
            if (leaves)
                Pauses.Ask(asked);
            else
                pending.Add(asked);
        }

        return answer.Task;

        void Answer()
        {
            try
            {
                effect();
            }
            catch (Exception e) when (e is StoreException or TransportException or TimeoutException or FlowFormatException)
            {
                if (label is not null)
                    Trace(Acting?.Place, $"{label()}: {e.Message}");
                answer.SetException(e);
                return;
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // What the product makes inside of a transaction must not fail.
                Violate(2, $"the product failed in a transaction: {e.Message}", Acting?.Place);
                answer.SetException(e);
                return;
            }

            answer.SetResult();
        }
    }

    public void Give(Pending answer)
    {
        pending.Remove(answer);
        Acting = answer.Delivery;
        answer.Answer();
        Pauses.Join();
        Acting = null;
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

    /// <summary>A step runs: if it is the one that does so, it takes its worker down.</summary>
    public bool TakesDown(string place)
    {
        if (Poison is null && PoisonAfter-- == 0)
            Poison = place;
        if (Poison != place || Acting is not { Owner.IsDead: false } poison)
            return false;
        Count(Fault.Crash, poison.Owner.Places);
        // Whoever waits longer for the others than a minute runs all the same.
        if (poison.IsLast && Now - poison.TakenAt < TimeSpan.FromMinutes(1)
            && poison.Owner.Held.FirstOrDefault(d => d != poison && d is { IsLast: true, IsDone: false, HoldsLock: true }) is { } other)
            Violate(12, $"{other.Message.Id} is on its last delivery, and was held beside {poison.Message.Id}, which takes its worker down", other.Place);
        // The process that takes its place is no part of this delivery.
        Current.Value = null;
        Kill(poison.Owner);
        return true;
    }

    /// <summary>Whether a fault happens now; the places are those that it concerns.</summary>
    public bool Faulty(Fault fault, double probability, params IEnumerable<string> places)
    {
        if (Calm || !Options.Faults.Contains(fault) || !Random.Chance(probability))
            return false;
        Count(fault, places);
        return true;
    }

    /// <summary>How many faults a place has met, outages of the store apart.</summary>
    public int IllsOf(string place) => ills.GetValueOrDefault(place);

    public void Count(Fault fault, params IEnumerable<string> places)
    {
        var forms = 0L;
        string? first = null;
        foreach (var place in places)
        {
            first ??= place;
            // That the store is away the product knows, and takes no message in vain.
            if (fault != Fault.StoreAway)
                ills[place] = ills.GetValueOrDefault(place) + 1;
            forms |= FormsOf(place);
        }

        Coverage.Count(fault, forms);
        if (first is not null)
            Trace(first, $"fault {fault} at '{first}'");
    }

    /// <summary>What the product asks of the store, as it is or as it was broken.</summary>
    public void Execute(IReadOnlyList<StoreOperation> operations)
    {
        Watch.Committing(operations);
        if (Broken is null)
            Commit(operations);
        else
            Broken.Commit(this, operations);
        Watch.Committed(operations);
    }

    /// <summary>What is recorded.</summary>
    public TResult Read<TResult>(StoreOperation<TResult> operation)
    {
        Commit([operation]);
        return operation.Result;
    }

    /// <summary>What the store answers about many flows.</summary>
    public TResult Ask<TResult>(StoreQuery<TResult> query)
    {
        var answer = store.QueryAsync(query, CancellationToken.None);
        return answer.IsCompletedSuccessfully ? answer.Result : answer.AsTask().GetAwaiter().GetResult();
    }

    public void Commit(IReadOnlyList<StoreOperation> operations)
    {
        var done = store.ExecuteAsync(operations, CancellationToken.None);
        if (!done.IsCompletedSuccessfully)
            done.AsTask().GetAwaiter().GetResult();
    }

    public void Accept(TaskMessage message)
    {
        if (Broker.Accept(message) is not { } fresh)
            return;
        Trace(fresh.Place, $"accepted {message.Id}{(message.NotBefore is { } due ? $", due {due:HH:mm:ss}" : "")}");
        Watch.Accepted(fresh);
    }
}
