namespace TypedTasks.Emulator;

/// <summary>
/// What a namespace was used for since its counters were last set to zero. Credits are what the Standard tier gives 1,000 of a
/// second (source: "Throttling operations on Azure Service Bus"); operations are what it bills (source: the questions of its
/// pricing page). What the emulator's own page and <c>/$emulator</c> do counts as nothing.
/// </summary>
public sealed record EmulatorUsage
{
    /// <summary>When the counters were set to zero, by the clock of the clients.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>
    /// Messages that clients sent or scheduled: those of batches and transactions one by one, and also those that were dropped
    /// as duplicates or refused for another reason than missing credits.
    /// </summary>
    public long MessagesSent { get; init; }

    /// <summary>Messages handed to clients, each time they were.</summary>
    public long MessagesReceived { get; init; }

    /// <summary>Messages that clients looked at without receiving them.</summary>
    public long MessagesPeeked { get; init; }

    /// <summary>Rules that messages to topics were held against: all rules of all subscriptions, for each message.</summary>
    public long FilterEvaluations { get; init; }

    /// <summary>Requests that created, read, changed or deleted entities and rules.</summary>
    public long ManagementRequests { get; init; }

    /// <summary>Messages completed, abandoned, deferred or dead-lettered by clients, also where the lock was lost.</summary>
    public long Settlements { get; init; }

    /// <summary>Locks of messages and sessions that clients renewed or tried to.</summary>
    public long LockRenewals { get; init; }

    /// <summary>Sessions taken, listed, read or written, scheduled messages cancelled, and looks that found no message.</summary>
    public long OtherRequests { get; init; }

    /// <summary>Messages that went on from one entity to another, by automatic forwarding or by way of one in a transaction.</summary>
    public long MessagesForwarded { get; init; }

    /// <summary>What was refused because no credit was left, with error 50009. It counts nowhere else.</summary>
    public long Throttled { get; init; }

    /// <summary>The credits of the second that used the most.</summary>
    public long MostCreditsInASecond { get; init; }

    /// <summary>What is billed: one for each 64 KB of a message sent, received, peeked or forwarded, and for everything else one.</summary>
    public long Operations { get; init; }

    /// <summary>One for each message sent, received or peeked and for each filter evaluated, ten for each management request.</summary>
    public long Credits => MessagesSent + MessagesReceived + MessagesPeeked + FilterEvaluations + (10 * ManagementRequests);
}
