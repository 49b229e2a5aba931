namespace TypedTasks.Emulator.Control;

/// <summary>The application properties in which the broker says why a message became a dead letter.</summary>
internal static class DeadLetterReason
{
    public static readonly string[] Names = ["DeadLetterReason", "DeadLetterErrorDescription"];
}
