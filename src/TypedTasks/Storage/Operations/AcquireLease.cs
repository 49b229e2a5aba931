namespace TypedTasks.Storage;

/// <summary>Takes or prolongs a lease that one process holds at a time; yields whether the owner holds it.</summary>
/// <param name="name">The name of the lease.</param>
/// <param name="owner">Who asks.</param>
/// <param name="now">Now.</param>
/// <param name="until">Until when.</param>
public sealed class AcquireLease(string name, string owner, DateTimeOffset now, DateTimeOffset until) : StoreOperation<bool>
{
    /// <summary>The name of the lease.</summary>
    public string Name { get; } = name;

    /// <summary>Who asks.</summary>
    public string Owner { get; } = owner;

    /// <summary>Now.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Until when.</summary>
    public DateTimeOffset Until { get; } = until;
}
