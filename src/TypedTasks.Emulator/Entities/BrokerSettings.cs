namespace TypedTasks.Emulator.Entities;

/// <summary>How the broker behaves where the service leaves a choice, or where tests want to see both sides.</summary>
internal sealed record BrokerSettings
{
    /// <summary>What it stands for: what is allowed, and how much in a second.</summary>
    public EmulatorTier Tier { get; init; }

    /// <summary>A message that was released counts as one more failed delivery.</summary>
    public bool ReleasedCountsAsDelivery { get; init; }

    /// <summary>How long a message is on its way from one entity to another at most.</summary>
    public TimeSpan TransferDelay { get; init; }

    /// <summary>Each entity has its own delay for every message that it passes on, so that those of several arrive in any order.</summary>
    public bool ReordersTransfers { get; init; }

    /// <summary>From where the delays are drawn; the same one draws the same.</summary>
    public int TransferSeed { get; init; }
}
