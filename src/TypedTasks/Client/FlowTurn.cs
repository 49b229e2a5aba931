namespace TypedTasks;

/// <summary>The line in which a flow runs (<see cref="TurnExtensions.InTurn"/>).</summary>
/// <param name="Key">The key of the line.</param>
/// <param name="Limit">How many flows with the key may be under way when this one begins, itself included.</param>
/// <param name="Place">Its place among those that wait, from 1, which is next; null where it does not wait: it has begun, or has ended.</param>
public sealed record FlowTurn(string Key, int Limit, int? Place);
