namespace TypedTasks.Storage;

/// <summary>What came of looking at a line.</summary>
/// <param name="Begins">The flows whose turn has come and that have not begun: each is begun by <see cref="BeginTurn"/>.</param>
/// <param name="HasMore">Whether more may have their turn: look again.</param>
public sealed record TurnPassed(IReadOnlyList<FlowKey> Begins, bool HasMore);
