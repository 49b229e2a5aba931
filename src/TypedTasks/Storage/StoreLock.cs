namespace TypedTasks.Storage;

/// <summary>
/// What an operation concerns, and a store that runs several transactions at once locks before it reads: a flow, a key, or both. Keys come before flows,
/// always, and each in ordinal order.
/// </summary>
/// <param name="Key">The key, or null: a text that tells unique keys, permits, rates, leases and plans apart.</param>
/// <param name="FlowId">The flow, or null.</param>
/// <param name="WithUniqueKey">
/// Whether the key that the flow was accepted with is concerned too. It never changes (<see cref="FlowHeader.UniqueKey"/>), so it may be read before it is locked.
/// </param>
public readonly record struct StoreLock(string? Key, string? FlowId, bool WithUniqueKey = false)
{
    /// <summary>Nothing: rows that no decision depends on.</summary>
    public static StoreLock None => default;

    /// <summary>A flow.</summary>
    /// <param name="flowId">The flow.</param>
    public static StoreLock Flow(string flowId) => new(null, flowId);

    /// <summary>The key of flows of which one runs at a time.</summary>
    /// <param name="key">The key.</param>
    public static string UniqueKey(string key) => $"unique:{key}";

    /// <summary>The line of flows that run in turn.</summary>
    /// <param name="key">The key of the line.</param>
    public static StoreLock Turn(string key) => new($"turn:{key}", null);

    /// <summary>The permits of one name.</summary>
    /// <param name="name">The name.</param>
    public static StoreLock Permits(string name) => new($"permit:{name}", null);

    /// <summary>A rate limit.</summary>
    /// <param name="name">The name.</param>
    public static StoreLock Rate(string name) => new($"rate:{name}", null);

    /// <summary>A lease.</summary>
    /// <param name="name">The name.</param>
    public static StoreLock Lease(string name) => new($"lease:{name}", null);

    /// <summary>A schedule.</summary>
    /// <param name="name">The name.</param>
    public static StoreLock Schedule(string name) => new($"schedule:{name}", null);

    /// <summary>A worker, and the controls that concern it alone.</summary>
    /// <param name="id">The id of the worker.</param>
    public static StoreLock Worker(string id) => new($"worker:{id}", null);

    /// <summary>A control that concerns all workers.</summary>
    /// <param name="key">What it is kept by.</param>
    public static StoreLock Control(string key) => new($"control:{key}", null);

    /// <summary>A plan.</summary>
    /// <param name="hash">The hash of the plan.</param>
    public static StoreLock Plan(string hash) => new($"plan:{hash}", null);
}
