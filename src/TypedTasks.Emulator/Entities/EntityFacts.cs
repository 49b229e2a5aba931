namespace TypedTasks.Emulator.Entities;

/// <summary>What is known of an entity beside its behaviour: where it comes from, its times in Unix milliseconds, and what it only repeats.</summary>
internal sealed class EntityFacts(long now)
{
    /// <summary>The program or its configuration asks for the entity at each start; otherwise it was made by the management API.</summary>
    public bool IsDeclared { get; set; }

    /// <summary>An earlier run wrote down what the entity is.</summary>
    public bool IsRestored { get; set; }

    public long CreatedAt { get; set; } = now;

    public long UpdatedAt { get; set; } = now;

    /// <summary>When a message came or was asked for; zero for never.</summary>
    public long AccessedAt { get; set; }

    /// <summary>The size that somebody wants messages to have; null where nobody said.</summary>
    public long? MaxMessageKilobytes { get; init; }

    /// <summary>Properties without meaning here, such as the user's metadata, as they were written.</summary>
    public IReadOnlyDictionary<string, string> Inert { get; set; } = new Dictionary<string, string>();
}
