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

    private readonly long limit = tier is EmulatorTier.Basic or EmulatorTier.Standard ? CreditsPerSecond : long.MaxValue;
    private readonly HashSet<MessageQueue> waiting = [];
    private DateTimeOffset since = broker.Time.GetUtcNow();
    private Counters now;

    public long NotedDue { get; set; } = long.MaxValue;

    public EmulatorTier Tier => tier;

    /// <summary>Whether no credit is left in this second.</summary>
    public bool IsSpent => limit != long.MaxValue && Spend(0) >= limit;

    /// <summary>What a client hears whose request finds no credit left; null while there are some.</summary>
    public AmqpError? Refusal()
    {
        if (!IsSpent)
            return null;
        now.Throttled++;
        return new(
            ErrorCondition.ServerBusy,
            "The request was terminated because the namespace sbemulatorns is being throttled. Error code : 50009. "
            + $"Please wait 2 seconds and try again. TrackingId:{Broker.Tracking()}");
    }

    public void Send(MessageContent content)
    {
        now.Sent++;
        now.Operations += Blocks(content);
        Spend(1);
    }

    public void Receive(MessageContent content)
    {
        now.Received++;
        now.Operations += Blocks(content);
        Spend(1);
    }

    public void Peek(MessageContent content)
    {
        now.Peeked++;
        now.Operations += Blocks(content);
        Spend(1);
    }

    public void Forward(MessageContent content)
    {
        now.Forwarded++;
        now.Operations += Blocks(content);
    }

    /// <summary>A message was held against rules.</summary>
    public void Filter(int rules)
    {
        now.Filters += rules;
        Spend(rules);
    }

    public void Manage()
    {
        now.Management++;
        now.Operations++;
        Spend(ManagementCredits);
    }

    public void Settle()
    {
        now.Settled++;
        now.Operations++;
    }

    public void Renew()
    {
        now.Renewed++;
        now.Operations++;
    }

    public void Other()
    {
        now.Other++;
        now.Operations++;
    }

    /// <summary>Pumps a queue again when there are credits to hand out its messages with.</summary>
    public void Wait(MessageQueue queue)
    {
        waiting.Add(queue);
        broker.Schedule(this, (now.Second + 1) * 1_000);
    }

    public void OnDue(long now)
    {
        foreach (var queue in waiting)
            broker.Pump(queue);
        waiting.Clear();
    }

    public EmulatorUsage Read() => new()
    {
        Since = since,
        MessagesSent = now.Sent,
        MessagesReceived = now.Received,
        MessagesPeeked = now.Peeked,
        FilterEvaluations = now.Filters,
        ManagementRequests = now.Management,
        Settlements = now.Settled,
        LockRenewals = now.Renewed,
        OtherRequests = now.Other,
        MessagesForwarded = now.Forwarded,
        Throttled = now.Throttled,
        MostCreditsInASecond = now.Most,
        Operations = now.Operations,
    };

    /// <summary>Does something on behalf of nobody: it counts as nothing and costs nothing.</summary>
    public T Uncounted<T>(Func<T> act)
    {
        var before = now;
        try
        {
            return act();
        }
        finally
        {
            now = before;
        }
    }

    /// <summary>Sets the counters to zero; the credits of this second stay spent.</summary>
    public void Reset()
    {
        Spend(0);
        since = broker.Time.GetUtcNow();
        now = new Counters { Second = now.Second, Spent = now.Spent, SpentBefore = now.Spent };
    }

    private static int Blocks(MessageContent content) => Math.Max(1, (content.Size + Block - 1) / Block);

    private long Spend(int credits)
    {
        var now = broker.Now;
        // Without a division for each message.
        if ((ulong)(now - (this.now.Second * 1_000)) >= 1_000)
            (this.now.Second, this.now.Spent, this.now.SpentBefore) = (now / 1_000, 0, 0);
        this.now.Spent += credits;
        if (this.now.Spent - this.now.SpentBefore > this.now.Most)
            this.now.Most = this.now.Spent - this.now.SpentBefore;
        return this.now.Spent;
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
