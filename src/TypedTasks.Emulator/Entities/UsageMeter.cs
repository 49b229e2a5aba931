using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>
/// Counts what a namespace is used for, and refuses more where its tier has no credits left until the next second of its
/// clock. Everything here runs inside the lock, and adds a few numbers to each message.
/// </summary>
internal sealed class UsageMeter(Broker broker, EmulatorTier tier) : ITimed
{
    private const int CreditsPerSecond = 1_000;
    private const int ManagementCredits = 10;
    private const int Block = 64 * 1024;

    private readonly long _limit = tier is EmulatorTier.Basic or EmulatorTier.Standard ? CreditsPerSecond : long.MaxValue;
    private readonly HashSet<MessageQueue> _waiting = [];
    private DateTimeOffset _since = broker.Time.GetUtcNow();
    private Counters _now;

    public long NotedDue { get; set; } = long.MaxValue;

    public EmulatorTier Tier => tier;

    /// <summary>Whether no credit is left in this second.</summary>
    public bool IsSpent => _limit != long.MaxValue && Spend(0) >= _limit;

    /// <summary>What a client hears whose request finds no credit left; null while there are some.</summary>
    public AmqpError? Refusal()
    {
        if (!IsSpent) return null;
        _now.Throttled++;
        return new(
            ErrorCondition.ServerBusy,
            "The request was terminated because the namespace sbemulatorns is being throttled. Error code : 50009. "
            + $"Please wait 2 seconds and try again. TrackingId:{Broker.Tracking()}");
    }

    public void Send(MessageContent content)
    {
        _now.Sent++;
        _now.Operations += Blocks(content);
        Spend(1);
    }

    public void Receive(MessageContent content)
    {
        _now.Received++;
        _now.Operations += Blocks(content);
        Spend(1);
    }

    public void Peek(MessageContent content)
    {
        _now.Peeked++;
        _now.Operations += Blocks(content);
        Spend(1);
    }

    public void Forward(MessageContent content)
    {
        _now.Forwarded++;
        _now.Operations += Blocks(content);
    }

    /// <summary>A message was held against rules.</summary>
    public void Filter(int rules)
    {
        _now.Filters += rules;
        Spend(rules);
    }

    public void Manage()
    {
        _now.Management++;
        _now.Operations++;
        Spend(ManagementCredits);
    }

    public void Settle()
    {
        _now.Settled++;
        _now.Operations++;
    }

    public void Renew()
    {
        _now.Renewed++;
        _now.Operations++;
    }

    public void Other()
    {
        _now.Other++;
        _now.Operations++;
    }

    /// <summary>Pumps a queue again when there are credits to hand out its messages with.</summary>
    public void Wait(MessageQueue queue)
    {
        _waiting.Add(queue);
        broker.Schedule(this, (_now.Second + 1) * 1_000);
    }

    public void OnDue(long now)
    {
        foreach (var queue in _waiting) broker.Pump(queue);
        _waiting.Clear();
    }

    public EmulatorUsage Read() => new()
    {
        Since = _since,
        MessagesSent = _now.Sent,
        MessagesReceived = _now.Received,
        MessagesPeeked = _now.Peeked,
        FilterEvaluations = _now.Filters,
        ManagementRequests = _now.Management,
        Settlements = _now.Settled,
        LockRenewals = _now.Renewed,
        OtherRequests = _now.Other,
        MessagesForwarded = _now.Forwarded,
        Throttled = _now.Throttled,
        MostCreditsInASecond = _now.Most,
        Operations = _now.Operations,
    };

    /// <summary>Does something on behalf of nobody: it counts as nothing and costs nothing.</summary>
    public T Uncounted<T>(Func<T> act)
    {
        var before = _now;
        try
        {
            return act();
        }
        finally
        {
            _now = before;
        }
    }

    /// <summary>Sets the counters to zero; the credits of this second stay spent.</summary>
    public void Reset()
    {
        Spend(0);
        _since = broker.Time.GetUtcNow();
        _now = new Counters { Second = _now.Second, Spent = _now.Spent, SpentBefore = _now.Spent };
    }

    private static int Blocks(MessageContent content) => Math.Max(1, (content.Size + Block - 1) / Block);

    private long Spend(int credits)
    {
        var now = broker.Now;
        // Without a division for each message.
        if ((ulong)(now - (_now.Second * 1_000)) >= 1_000) (_now.Second, _now.Spent, _now.SpentBefore) = (now / 1_000, 0, 0);
        _now.Spent += credits;
        if (_now.Spent - _now.SpentBefore > _now.Most) _now.Most = _now.Spent - _now.SpentBefore;
        return _now.Spent;
    }

    private struct Counters
    {
        public long Sent;
        public long Received;
        public long Peeked;
        public long Filters;
        public long Management;
        public long Settled;
        public long Renewed;
        public long Other;
        public long Forwarded;
        public long Throttled;
        public long Operations;

        /// <summary>The second that is running, and what was spent in it, also before the counters were set to zero.</summary>
        public long Second;
        public long Spent;
        public long SpentBefore;
        public long Most;
    }
}
