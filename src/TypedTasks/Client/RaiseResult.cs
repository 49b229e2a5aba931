namespace TypedTasks;

/// <summary>What became of a call of <c>ITaskClient.RaiseAsync</c>.</summary>
/// <typeparam name="T">What is said.</typeparam>
/// <param name="FlowId">The flow; null where none was found by its key.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record RaiseResult<T>(string? FlowId, string Event, RaiseOutcome Outcome)
{
    /// <summary>Whether the flow goes on with what this call has said.</summary>
    public bool IsRecorded => Outcome == RaiseOutcome.Recorded;

    /// <summary>Whether a value is recorded: that of this call or of an earlier one, or what the wait yields after its time-out.</summary>
    public bool HasValue { get; init; }

    /// <summary>The value that is recorded, where <see cref="HasValue"/> says that one is.</summary>
    public T? Value { get; init; }

    /// <summary>What became of it, as a sentence; it holds no value.</summary>
    public override string ToString() => Outcome switch
    {
        RaiseOutcome.Recorded => $"Event '{Event}' is recorded for flow {FlowId}.",
        RaiseOutcome.AlreadyRaised => $"Event '{Event}' was recorded for flow {FlowId} before, and the first one stands.",
        RaiseOutcome.TimedOut => HasValue
            ? $"Flow {FlowId} does not wait for event '{Event}' any more: its time was over, and the flow went on with what it was told to take then."
            : $"Flow {FlowId} does not wait for event '{Event}' any more: its time was over, and the wait has failed.",
        RaiseOutcome.FlowEnded => $"Flow {FlowId} has ended or is being undone, so it takes no event '{Event}' any more.",
        RaiseOutcome.NotAwaited => $"Flow {FlowId} does not wait for event '{Event}' any more: the part of it that waited is over.",
        RaiseOutcome.FlowUnknown => $"The store does not know flow {FlowId}: it was sent without a handle, enqueued to another store, or is no longer kept.",
        RaiseOutcome.KeyUnknown => $"No flow waits for event '{Event}' under this key. A flow whose key comes from a step is found once it waits: try again later, or raise the event by the id of the flow.",
        _ => $"Several running flows wait for event '{Event}' under this key: raise it for one of them by its id.",
    };
}
