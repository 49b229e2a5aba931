namespace TypedTasks.Testing;

/// <summary>What can go wrong between a worker and its broker.</summary>
public enum TransportFault
{
    /// <summary>The send fails and the broker has not accepted it.</summary>
    SendRefused = 0,

    /// <summary>The broker accepts the send, and the answer gets lost: the send fails all the same.</summary>
    SendUnanswered = 1,

    /// <summary>The broker accepts the message twice, as if it came after the duplicate window.</summary>
    SendDuplicated = 2,

    /// <summary>The settlement does not reach the broker; the outcome is not known and the lock runs out.</summary>
    SettlementLost = 3,

    /// <summary>The broker settles, and the answer gets lost: the outcome is not known.</summary>
    SettlementUnanswered = 4,

    /// <summary>The settlement finds that the lock was lost; the message comes again at once.</summary>
    LockLost = 5,

    /// <summary>The message is delivered to two receivers: the lock of the first delivery is lost without a sign.</summary>
    DeliveredTwice = 6,
}
