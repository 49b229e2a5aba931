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
    private readonly Journal _journal;
    private readonly Broker _broker;
    private readonly FakeTimeProvider _time;
    private readonly Random _random;
    private readonly History _history;
    private readonly List<Receiver> _receivers = [];

    public BrokerLife(SimulatedDisk disk, FakeTimeProvider time, Random random, History history, bool sync, ILogger logger)
    {
        (_time, _random, _history) = (time, random, history);
        _journal = Journal.Open(disk, sync, logger, smallestRewrite: 4_000);
        var recording = new RecordingJournal(_journal, history);
        _broker = new Broker(time, logger, recording);
        try
        {
            using (_broker.Enter()) Build(_broker, _journal);
            recording.Directory = _broker.Directory;
            Told(() => { });
        }
        catch
        {
            // The clock goes on in the next life and would call this one's timers.
            _broker.Dispose();
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
        foreach (var path in journal.Definitions().Keys) directory.TryAdd(new QueueOptions { Name = path });
    }

    /// <summary>The ids of waiting messages that would be taken once more: their senders may ask again after a failure.</summary>
    public List<string> Forgotten()
    {
        using (_broker.Enter())
        {
            var queue = Find("q");
            return queue.Browse(0).Select(message => message.Content.MessageId!).Distinct().ToList().FindAll(id => Intake.Admit(queue, World.Content(id)) != 0);
        }
    }

    public void Step(string id)
    {
        switch (_random.Next(13))
        {
            case 0 or 1 or 2:
                Told(() => Send(Targets[_random.Next(Targets.Length)], id));
                break;
            case 3:
                Told(() =>
                {
                    for (var i = _random.Next(1, 5); i > 0; i--) Send(Targets[_random.Next(Targets.Length)], $"{id}-{i}");
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
                Told(() => Find("s").Sessions!.SetState($"{_random.Next(3)}", _random.Next(4) == 0 ? null : [(byte)_random.Next(256)]));
                break;
            default:
                _time.Advance(TimeSpan.FromMilliseconds(_random.Next(40_000)));
                break;
        }
    }

    public void Dispose()
    {
        _broker.Dispose();
        _journal.Dispose();
    }

    /// <summary>The end without an end: nothing is said any more.</summary>
    public void Abandon() => _broker.Dispose();

    private void Told(Action action)
    {
        using (_broker.Enter())
        {
            action();
            _broker.Flush(new Answer(_history));
        }
    }

    private MessageQueue Find(string name) => _broker.Directory.FindTarget(name)!;

    private void Send(string target, string id)
    {
        var known = _random.Next(8) == 0 ? "same" : id;
        _broker.Directory.FindTarget(target)?.Enqueue(Content(target, known, _random.Next(6) == 0 ? _broker.Now + _random.Next(60_000) : 0, _random.Next(6) == 0 ? (uint)_random.Next(1, 60_000) : null));
    }

    private MessageContent Content(string target, string id, long scheduledFor = 0, uint? ttl = null)
    {
        if (target != "s") return World.Content(id, scheduledFor, ttl);
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.Header);
        writer.Value(new List<object?> { true, null, ttl });
        writer.Describe(Descriptor.Properties);
        writer.Value(new List<object?> { id, null, null, null, null, null, null, null, null, null, $"{_random.Next(3)}" });
        writer.Describe(Descriptor.AmqpValue);
        writer.Value("body");
        return MessageContent.Parse(writer.ToArray());
    }

    private void MakeOrDelete()
    {
        if (_random.Next(2) == 0 && _broker.Directory.RemoveQueue(Made)) return;
        if (_broker.Directory.TryAdd(new QueueOptions { Name = Made })) _broker.Journal!.Define(Made, "description");
    }

    private void Receive()
    {
        var topic = _broker.Directory.FindTopic("t")!.Find("a")!.Queue;
        switch (_random.Next(6))
        {
            case 0:
                Find("s").Sessions!.Accept(new SessionReceiver(Find("s"), _receivers.Add));
                break;
            case 1:
                Arm(topic);
                break;
            case 2:
                Arm(Find("q").DeadLetters);
                break;
            case 3 when _broker.Directory.FindQueue(Made) is { } made:
                Arm(made);
                break;
            default:
                Arm(Find("q"), delete: _random.Next(4) == 0);
                break;
        }
    }

    private void Arm(MessageQueue queue, bool delete = false)
    {
        var receiver = new Receiver(queue, delete) { Credit = _random.Next(1, 4) };
        _receivers.Add(receiver);
        queue.Arm(receiver);
    }

    private (Receiver Receiver, int Index)? Held()
    {
        var held = _receivers.SelectMany(receiver => Enumerable.Range(0, receiver.Messages.Count).Select(i => (receiver, i)))
            .Where(each => each.receiver.Queue.IsLocked(each.receiver.Messages[each.i], each.receiver.Tokens[each.i])).ToList();
        return held.Count == 0 ? null : held[_random.Next(held.Count)];
    }

    private Outcome AnyOutcome() => _random.Next(6) switch
    {
        0 => Outcome.Abandon,
        1 => new Outcome(OutcomeKind.Abandon, [new("tried", _random.Next())]),
        2 => new Outcome(OutcomeKind.Defer, [new("why", "later")]),
        3 => Outcome.DeadLetter("reason", "description"),
        _ => Outcome.Complete,
    };

    private void Settle(Outcome outcome)
    {
        if (Held() is not var (receiver, index)) return;
        var message = receiver.Messages[index];
        // Whether a deferred message has expired is only looked at when it is asked for.
        if (outcome.Kind == OutcomeKind.Defer && message.ExpiresAt != long.MaxValue) outcome = Outcome.Release;
        receiver.Queue.Settle(message, receiver.Tokens[index], outcome);
    }

    private Action InTransaction(string id) => () =>
    {
        var transaction = new Transaction(_broker);
        var via = Find("q");
        if (Held() is var (receiver, index) && ReferenceEquals(receiver.Queue.Root, via.Root))
            transaction.Join(new SettleStep(receiver.Queue, receiver.Messages[index], receiver.Tokens[index], Outcome.Complete, () => { }));
        string[] destinations = ["s", "t", "nowhere", "q"];
        var target = destinations[_random.Next(4)];
        transaction.Join(new TransferStep(via, target, Content(target, id)));
        transaction.Join(new SendStep(via, Content("q", id + "-too")));
        if (_random.Next(4) == 0) transaction.Rollback();
        else transaction.Commit();
    };

    private void ReceiveDeferred()
    {
        var queue = Find("q");
        if (queue.Browse(0).FirstOrDefault(message => message.State == MessageState.Deferred) is { } deferred)
        {
            if (queue.ReceiveDeferred(deferred.SequenceNumber, delete: _random.Next(2) == 0) is not { } message) return;
            var receiver = new Receiver(queue, delete: false) { Credit = 1 };
            if (message.State == MessageState.Locked) receiver.Deliver(message);
            _receivers.Add(receiver);
        }
        else if (queue.Browse(0).FirstOrDefault(message => message.State == MessageState.Scheduled) is { } scheduled)
        {
            queue.CancelScheduled(scheduled.SequenceNumber);
        }
    }
}
