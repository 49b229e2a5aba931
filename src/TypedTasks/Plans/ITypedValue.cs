namespace TypedTasks.Plans;

/// <summary>A value that is not JSON yet.</summary>
internal interface ITypedValue : IGivenValue
{
    object? Value { get; }
}
