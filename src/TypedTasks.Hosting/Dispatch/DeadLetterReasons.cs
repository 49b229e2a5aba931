namespace TypedTasks.Hosting.Dispatch;

/// <summary>Reasons that the worker gives when it moves a message to the dead-letter queue. Stable: alerts go by them.</summary>
internal static class DeadLetterReasons
{
    public const string UndecodableMessage = "UndecodableMessage";
    public const string UnknownTask = "UnknownTask";
    public const string InvalidArgument = "InvalidArgument";
    public const string TooManyDeliveries = "TooManyDeliveries";
    public const string HandOffRefused = "HandOffRefused";
    public const string HandedBackTooOften = "HandedBackTooOften";
    public const string NoValueProtector = "NoValueProtector";
    public const string ProtectionFailed = "ProtectionFailed";
    public const string ForeignStore = "ForeignStore";
    public const string Expired = "Expired";
    public const string TaskFailed = "TaskFailed";
}
