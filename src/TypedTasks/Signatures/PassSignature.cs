using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class PassSignature<T>() : Signature<T, T>(PlanNode.Pass);
