using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>What became of a <see cref="ResumeFlow"/>.</summary>
/// <param name="Flow">The flow as it is recorded; <see cref="FlowState.Unknown"/> where there is none.</param>
/// <param name="Messages">What is to be sent, in the order in which it was sent first.</param>
public readonly record struct ResumedFlow(FlowRecord Flow, IReadOnlyList<TaskMessage> Messages);
