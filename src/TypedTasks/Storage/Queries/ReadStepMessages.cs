namespace TypedTasks.Storage;

/// <summary>Reads messages of a step that the store has: those that were settled without success first, then those that are owed or kept; in the order in which they came.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Step">The path of the step.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ReadStepMessages(string FlowId, string Step, int Limit) : StoreQuery<IReadOnlyList<TypedTasks.Transport.TaskMessage>>;
