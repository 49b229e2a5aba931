namespace TypedTasks.Emulator;

/// <summary>Which tier of Service Bus the emulator stands for: what is allowed in it, and how much in a second.</summary>
public enum EmulatorTier
{
    /// <summary>None: everything is allowed, and as much as the machine can do. It calls itself Standard.</summary>
    Unlimited,

    /// <summary>
    /// Queues alone: no topics, transactions, sessions, duplicate detection or forwarding. 1,000 credits a second, as Standard
    /// (source: the tables of tier features and tier limits in the documentation of the service).
    /// </summary>
    Basic,

    /// <summary>Everything, with 1,000 credits a second (source: "Throttling operations on Azure Service Bus").</summary>
    Standard,

    /// <summary>Everything, without credits; a message may have 1 MB.</summary>
    Premium,
}
