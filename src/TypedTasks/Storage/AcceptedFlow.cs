namespace TypedTasks.Storage;

/// <summary>What became of an acceptance.</summary>
/// <param name="Flow">The flow that is recorded under the id, or that holds the unique key.</param>
/// <param name="Created">Whether this call created it: false where the flow was there before, or another one holds the key.</param>
public readonly record struct AcceptedFlow(FlowRecord Flow, bool Created);
