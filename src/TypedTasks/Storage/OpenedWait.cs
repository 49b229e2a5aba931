using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>Where a wait stands once it was opened.</summary>
/// <param name="IsOpen">Whether it waits.</param>
/// <param name="Holder">The path of another wait of the flow for the same event and key, which is why this one was not opened; otherwise null.</param>
/// <param name="Owed">The message that lets the flow go on, where it is decided and that is still owed; otherwise null.</param>
public readonly record struct OpenedWait(bool IsOpen, string? Holder, TaskMessage? Owed)
{
    /// <summary>Whether the flow is over, or in another generation, so that nothing was opened and nothing is decided.</summary>
    public bool IsOver { get; init; }
}
