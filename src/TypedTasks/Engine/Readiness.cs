namespace TypedTasks.Engine;

/// <summary>Whether what comes before a node has ended.</summary>
/// <param name="IsReady">Whether it has; null where nobody can tell, or where the node will never run.</param>
/// <param name="After">The path of what comes before; null for what a flow begins with.</param>
/// <param name="Since">When that ended, where it was a step.</param>
internal readonly record struct Readiness(bool? IsReady, string? After, DateTimeOffset? Since)
{
    public static readonly Readiness AtOnce = new(true, null, null);

    public static readonly Readiness Unknown = new(null, null, null);
}
