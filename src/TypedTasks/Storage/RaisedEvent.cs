using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>What became of an event.</summary>
/// <param name="Key">The flow, in its current generation.</param>
/// <param name="Answer">What became of it.</param>
/// <param name="Outcome">What decides the wait, where it is decided; otherwise none.</param>
/// <param name="Owed">The message that lets the flow go on, where it is due and still owed; otherwise null.</param>
public readonly record struct RaisedEvent(FlowKey Key, RaiseOutcome Answer, RecordedOutcome Outcome, TaskMessage? Owed);
