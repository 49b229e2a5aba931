namespace TypedTasks.Operations;

/// <summary>Failures of one kind.</summary>
/// <param name="Fingerprint">What stands for the kind (<see cref="FailureKind.Fingerprint"/>); as a filter it selects the flows.</param>
/// <param name="Task">The name of the task; empty where flows were ended from outside of them.</param>
/// <param name="Type">The full name of the exception type.</param>
/// <param name="Frame">The method in which it arose; empty where that is not known.</param>
/// <param name="Count">How often it was seen, since it was seen first.</param>
/// <param name="Flows">How many flows stand failed by it, 1,000 at most.</param>
/// <param name="FirstAt">When it was seen first.</param>
/// <param name="LastAt">When it was seen last.</param>
/// <param name="FlowId">The flow in which it was seen last.</param>
/// <param name="Step">The path of the step there.</param>
public sealed record FailureGroup(
    string Fingerprint, string Task, string Type, string Frame, long Count, int Flows, DateTimeOffset FirstAt, DateTimeOffset LastAt, string FlowId, string Step);
