namespace TypedTasks.Storage;

/// <summary>Reads the place of a flow in the line of its key, counted from 1, the first that waits; 0 where it does not wait.</summary>
/// <param name="Flow">The flow, in the generation that waits.</param>
public sealed record ReadPlace(FlowKey Flow) : StoreQuery<int>;
