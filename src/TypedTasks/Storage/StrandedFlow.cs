namespace TypedTasks.Storage;

/// <summary>A flow that runs, and whose broker may be gone.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Broker">The broker that had its messages.</param>
public readonly record struct StrandedFlow(FlowKey Key, string Broker);
