using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>
/// A call of a task, or a composition of calls, as a value: immutable, reusable, printable. Only this library and the
/// code that it generates implement it.
/// </summary>
public interface ISignature
{
    internal PlanNode Node { get; }
}
