using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Durability;

/// <summary>What the journal says about one entity, while it is read and until the entity is there to take it.</summary>
internal sealed class StoredEntity
{
    public SortedDictionary<long, BrokerMessage> Messages { get; } = [];

    public Dictionary<string, byte[]> SessionStates { get; } = new(StringComparer.Ordinal);

    /// <summary>Message ids in the order in which they were seen.</summary>
    public List<(byte[] Id, long SeenAt)> Seen { get; } = [];

    public long LastSequence { get; set; }

    /// <summary>What the entity is, where it was made or changed while the emulator ran.</summary>
    public string? Description { get; set; }

    /// <summary>It was deleted, though the program asks for it at each start.</summary>
    public bool IsUndefined { get; set; }
}
