using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>One process of a broker on a simulated disk, and clients that do anything they may.</summary>
internal sealed class BrokerLife : IDisposable
{
    /// <summary>A queue that is made and deleted while the broker runs.</summary>
    public const string Made = "made";
    private static readonly string[] Targets = ["q", "q", "q", "s", "t", "forwarding", Made];
    private readonly Journal journal;
    private readonly Broker broker;
    private readonly FakeTimeProvider time;
    private readonly Random random;
    private readonly History history;
    private readonly List<Receiver> receivers = [];

    public BrokerLife(SimulatedDisk disk, FakeTimeProvider time, Random random, History history, bool sync, ILogger logger)
    {
        (this.time, this.random, this.history) = (time, random, history);
        journal = Journal.Open(disk, sync, logger, smallestRewrite: 4_000);
        var recording = new RecordingJournal(journal, history);
        broker = new Broker(time, logger, recording);
        try
        {
            using (broker.Enter())
                Build(broker, journal);
            recording.Directory = broker.Directory;
            Told(() => { });
        }
        catch
        {
            // The clock goes on in the next life and would call this one's timers.
            broker.Dispose();
            throw;
        }
    }

    public static void Build(Broker broker, Journal journal)
    {
        var directory = broker.Directory;
        directory.TryAdd(new QueueOptions { Name = "q", MaxDeliveryCount = 3, DeadLetteringOnExpiration = true });
        directory.TryAdd(new QueueOptions { Name = "s", RequiresSession = true, MaxDeliveryCount = 3 });
        directory.TryAdd(new QueueOptions { Name = "forwarding", ForwardTo = "q" });
        directory.TryAdd(new TopicOptions
        {
            Name = "t",
            Subscriptions = [new SubscriptionOptions { Name = "a", MaxDeliveryCount = 2 }, new SubscriptionOptions { Name = "b", ForwardTo = "q" }],
        });
        foreach (var path in journal.Definitions().Keys)
            directory.TryAdd(new QueueOptions { Name = path });
    }

    /// <summary>The ids of waiting messages that would be taken once more: their senders may ask again after a failure.</summary>
    public List<string> Forgotten()
    {
        using (broker.Enter())
        {
            var queue = Find("q");
            return queue.Browse(0).Select(message => message.Content.MessageId!).Distinct().ToList().FindAll(id => Intake.Admit(queue, World.Content(id)) != 0);
        }
    }

    public void Step(string id)
    {
        switch (random.Next(13))
        {
            case 0 or 1 or 2:
                Told(() => Send(Targets[random.Next(Targets.Length)], id));
                break;
            case 3:
                Told(() =>
                {
                    for (var i = random.Next(1, 5); i > 0; i--)
                        Send(Targets[random.Next(Targets.Length)], $"{id}-{i}");
                });
                break;
            case 4 or 5:
                Told(Receive);
                break;
            case 6 or 7:
                Told(() => Settle(AnyOutcome()));
                break;
            case 8:
                Told(InTransaction(id));
                break;
            case 9:
                Told(ReceiveDeferred);
                break;
            case 10:
                Told(MakeOrDelete);
                break;
            case 11:
                Told(() => Find("s").Sessions!.SetState($"{random.Next(3)}", random.Next(4) == 0 ? null : [(byte)random.Next(256)]));
                break;
            default:
                time.Advance(TimeSpan.FromMilliseconds(random.Next(40_000)));
                break;
        }
    }

    public void Dispose()
    {
        broker.Dispose();
        journal.Dispose();
    }

    /// <summary>The end without an end: nothing is said any more.</summary>
    public void Abandon() => broker.Dispose();

    private void Told(Action action)
    {
        using (broker.Enter())
        {
            action();
            broker.Flush(new Answer(history));
        }
    }

    private MessageQueue Find(string name) => broker.Directory.FindTarget(name)!;

    private void Send(string target, string id)
    {
        var known = random.Next(8) == 0 ? "same" : id;
        broker.Directory.FindTarget(target)?.Enqueue(Content(target, known, random.Next(6) == 0 ? broker.Now + random.Next(60_000) : 0, random.Next(6) == 0 ? (uint)random.Next(1, 60_000) : null));
    }

    private MessageContent Content(string target, string id, long scheduledFor = 0, uint? ttl = null)
    {
        if (target != "s")
            return World.Content(id, scheduledFor, ttl);
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.Header);
        writer.Value(new List<object?> { true, null, ttl });
        writer.Describe(Descriptor.Properties);
        writer.Value(new List<object?> { id, null, null, null, null, null, null, null, null, null, $"{random.Next(3)}" });
        writer.Describe(Descriptor.AmqpValue);
        writer.Value("body");
        return MessageContent.Parse(writer.ToArray());
    }

    private void MakeOrDelete()
    {
        if (random.Next(2) == 0 && broker.Directory.RemoveQueue(Made))
            return;
        if (broker.Directory.TryAdd(new QueueOptions { Name = Made }))
            broker.Journal!.Define(Made, "description");
    }

    private void Receive()
    {
        var topic = broker.Directory.FindTopic("t")!.Find("a")!.Queue;
        switch (random.Next(6))
        {
            case 0:
                Find("s").Sessions!.Accept(new SessionReceiver(Find("s"), receivers.Add));
                break;
            case 1:
                Arm(topic);
                break;
            case 2:
                Arm(Find("q").DeadLetters);
                break;
            case 3 when broker.Directory.FindQueue(Made) is { } made:
                Arm(made);
                break;
            default:
                Arm(Find("q"), delete: random.Next(4) == 0);
                break;
        }
    }

    private void Arm(MessageQueue queue, bool delete = false)
    {
        var receiver = new Receiver(queue, delete) { Credit = random.Next(1, 4) };
        receivers.Add(receiver);
        queue.Arm(receiver);
    }

    private (Receiver Receiver, int Index)? Held()
    {
        var held = receivers.SelectMany(receiver => Enumerable.Range(0, receiver.Messages.Count).Select(i => (receiver, i)))
            .Where(each => each.receiver.Queue.IsLocked(each.receiver.Messages[each.i], each.receiver.Tokens[each.i])).ToList();
        return held.Count == 0 ? null : held[random.Next(held.Count)];
    }

    private Outcome AnyOutcome() => random.Next(6) switch
    {
        0 => Outcome.Abandon,
        1 => new Outcome(OutcomeKind.Abandon, [new("tried", random.Next())]),
        2 => new Outcome(OutcomeKind.Defer, [new("why", "later")]),
        3 => Outcome.DeadLetter("reason", "description"),
        _ => Outcome.Complete,
    };

    private void Settle(Outcome outcome)
    {
        if (Held() is not var (receiver, index))
            return;
        var message = receiver.Messages[index];
        // Whether a deferred message has expired is only looked at when it is asked for.
        if (outcome.Kind == OutcomeKind.Defer && message.ExpiresAt != long.MaxValue)
            outcome = Outcome.Release;
        receiver.Queue.Settle(message, receiver.Tokens[index], outcome);
    }

    private Action InTransaction(string id) => () =>
    {
        var transaction = new Transaction(broker);
        var via = Find("q");
        if (Held() is var (receiver, index) && ReferenceEquals(receiver.Queue.Root, via.Root))
            transaction.Join(new SettleStep(receiver.Queue, receiver.Messages[index], receiver.Tokens[index], Outcome.Complete, () => { }));
        string[] destinations = ["s", "t", "nowhere", "q"];
        var target = destinations[random.Next(4)];
        transaction.Join(new TransferStep(via, target, Content(target, id)));
        transaction.Join(new SendStep(via, Content("q", id + "-too")));
        if (random.Next(4) == 0)
            transaction.Rollback();
        else
            transaction.Commit();
    };

    private void ReceiveDeferred()
    {
        var queue = Find("q");
        if (queue.Browse(0).FirstOrDefault(message => message.State == MessageState.Deferred) is { } deferred)
        {
            if (queue.ReceiveDeferred(deferred.SequenceNumber, delete: random.Next(2) == 0) is not { } message)
                return;
            var receiver = new Receiver(queue, delete: false) { Credit = 1 };
            if (message.State == MessageState.Locked)
                receiver.Deliver(message);
            receivers.Add(receiver);
        }
        else if (queue.Browse(0).FirstOrDefault(message => message.State == MessageState.Scheduled) is { } scheduled)
        {
            queue.CancelScheduled(scheduled.SequenceNumber);
        }
    }
}
