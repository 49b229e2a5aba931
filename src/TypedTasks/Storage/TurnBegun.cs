using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>What came of beginning a flow whose turn has come.</summary>
/// <param name="Flow">What is recorded of the flow. Where it has ended, or is another generation by now, the line has to be looked at again.</param>
/// <param name="Messages">Its messages that are owed from now on; none where it had begun before.</param>
public sealed record TurnBegun(FlowRecord Flow, IReadOnlyList<TaskMessage> Messages);
