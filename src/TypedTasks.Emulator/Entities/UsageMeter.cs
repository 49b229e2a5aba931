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
    private long _sent;
    private long _received;
    private long _peeked;
    private long _filters;
    private long _management;
    private long _settled;
    private long _renewed;
    private long _other;
    private long _forwarded;
    private long _throttled;
    private long _operations;
    private long _second;
    private long _spent;
    private long _spentBefore;
    private long _most;

    public long NotedDue { get; set; } = long.MaxValue;

    public EmulatorTier Tier => tier;

    /// <summary>Whether no credit is left in this second.</summary>
    public bool IsSpent => _limit != long.MaxValue && Spend(0) >= _limit;

    /// <summary>What a client hears whose request finds no credit left; null while there are some.</summary>
    public AmqpError? Refusal()
    {
        if (!IsSpent) return null;
        _throttled++;
        return new(
            ErrorCondition.ServerBusy,
            "The request was terminated because the namespace sbemulatorns is being throttled. Error code : 50009. "
            + $"Please wait 2 seconds and try again. TrackingId:{Broker.Tracking()}");
    }

    public void Send(MessageContent content)
    {
        _sent++;
        _operations += Blocks(content);
        Spend(1);
    }

    public void Receive(MessageContent content)
    {
        _received++;
        _operations += Blocks(content);
        Spend(1);
    }

    public void Peek(MessageContent content)
    {
        _peeked++;
        _operations += Blocks(content);
        Spend(1);
    }

    public void Forward(MessageContent content)
    {
        _forwarded++;
        _operations += Blocks(content);
    }

    /// <summary>A message was held against rules.</summary>
    public void Filter(int rules)
    {
        _filters += rules;
        Spend(rules);
    }

    public void Manage()
    {
        _management++;
        _operations++;
        Spend(ManagementCredits);
    }

    public void Settle()
    {
        _settled++;
        _operations++;
    }

    public void Renew()
    {
        _renewed++;
        _operations++;
    }

    public void Other()
    {
        _other++;
        _operations++;
    }

    /// <summary>Pumps a queue again when there are credits to hand out its messages with.</summary>
    public void Wait(MessageQueue queue)
    {
        _waiting.Add(queue);
        broker.Schedule(this, (_second + 1) * 1_000);
    }

    public void OnDue(long now)
    {
        foreach (var queue in _waiting) broker.Pump(queue);
        _waiting.Clear();
    }

    public EmulatorUsage Read() => new()
    {
        Since = _since,
        MessagesSent = _sent,
        MessagesReceived = _received,
        MessagesPeeked = _peeked,
        FilterEvaluations = _filters,
        ManagementRequests = _management,
        Settlements = _settled,
        LockRenewals = _renewed,
        OtherRequests = _other,
        MessagesForwarded = _forwarded,
        Throttled = _throttled,
        MostCreditsInASecond = _most,
        Operations = _operations,
    };

    /// <summary>Sets the counters to zero; the credits of this second stay spent.</summary>
    public void Reset()
    {
        _spentBefore = Spend(0);
        _since = broker.Time.GetUtcNow();
        _sent = _received = _peeked = _filters = _management = _settled = _renewed = _other = _forwarded = _throttled = _operations = _most = 0;
    }

    private static int Blocks(MessageContent content) => Math.Max(1, (content.Size + Block - 1) / Block);

    private long Spend(int credits)
    {
        var now = broker.Now;
        // Without a division for each message.
        if ((ulong)(now - (_second * 1_000)) >= 1_000) (_second, _spent, _spentBefore) = (now / 1_000, 0, 0);
        _spent += credits;
        if (_spent - _spentBefore > _most) _most = _spent - _spentBefore;
        return _spent;
    }
}
