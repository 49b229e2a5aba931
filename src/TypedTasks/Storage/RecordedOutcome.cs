namespace TypedTasks.Storage;

/// <summary>How a member, a flow or a step ended: with a value or with a failure.</summary>
/// <param name="Value">The value, on success.</param>
/// <param name="Failure">The failure as UTF-8 JSON, or null on success.</param>
public readonly record struct RecordedOutcome(FlowValue Value, ReadOnlyMemory<byte>? Failure)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Failure is null;
}
