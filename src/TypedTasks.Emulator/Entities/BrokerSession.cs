namespace TypedTasks.Emulator.Entities;

/// <summary>The messages of one session and who holds it.</summary>
internal sealed class BrokerSession(string id)
{
    public string Id => id;

    public ReadyList Ready { get; } = new();

    public HashSet<BrokerMessage> Locked { get; } = [];

    public IConsumer? Owner { get; set; }

    public long LockedUntil { get; set; }

    public byte[]? State { get; set; }

    /// <summary>When its state was last written.</summary>
    public long StateChangedAt { get; set; }

    /// <summary>Stands in the line of sessions that anybody may take.</summary>
    public bool IsListed { get; set; }

    public bool IsForgettable => Owner is null && State is null && !IsListed && Ready.Count == 0 && Locked.Count == 0;
}
