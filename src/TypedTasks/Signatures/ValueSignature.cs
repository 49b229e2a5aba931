using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class ValueSignature<T>(T value) : Signature<T>(PlanNode.Yield(new GivenValue<T>(value)));
