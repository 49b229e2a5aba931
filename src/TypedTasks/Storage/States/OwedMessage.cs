using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>A message that is due and not known to have reached the broker, or that becomes due when something happens.</summary>
/// <param name="Message">The message.</param>
/// <param name="Since">Since when it is due; null while it waits.</param>
public sealed record OwedMessage(TaskMessage Message, DateTimeOffset? Since)
{
    /// <summary>The name of the message that was handed off as this one (<see cref="RecordHandOff"/>); null where it became owed otherwise.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether it was handed off.</summary>
    public HandOffState HandOff { get; init; }
}
