namespace TypedTasks.Transport;

/// <summary>How an open queue is doing, for health checks.</summary>
/// <param name="State">Whether it receives.</param>
/// <param name="Problem">What is wrong and what is done about it, without secrets; null when it receives.</param>
public sealed record ReceiverHealth(ReceiverState State, string? Problem)
{
    /// <summary>It receives.</summary>
    public static ReceiverHealth Open { get; } = new(ReceiverState.Open, null);
}
