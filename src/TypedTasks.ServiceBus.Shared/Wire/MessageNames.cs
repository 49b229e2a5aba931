namespace TypedTasks.ServiceBus.Wire;

/// <summary>The names that properties have on the wire, and values of theirs.</summary>
internal static class MessageNames
{
    public const string Step = "tt-step";
    public const string Attempt = "tt-attempt";
    public const string Deferral = "tt-deferral";
    public const string FirstArrived = "tt-first";
    public const string HandBacks = "tt-handbacks";
    public const string Deliveries = "tt-deliveries";
    public const string Started = "tt-started";
    public const string Version = "tt-version";
    public const string TraceParent = "traceparent";
    public const string DeadLetterReason = "DeadLetterReason";
    public const string DeadLetterDescription = "DeadLetterErrorDescription";
    public const string Json = "application/json";

    /// <summary>What the content of a protected body is: no JSON begins as it does.</summary>
    public const string Protected = "application/octet-stream";

    /// <summary>The version of the wire contract that this transport writes.</summary>
    public const int CurrentVersion = 1;
}
