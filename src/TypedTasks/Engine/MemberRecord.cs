using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>A member to record, and the join it belongs to.</summary>
/// <param name="Join">The join.</param>
/// <param name="Node">Its node.</param>
/// <param name="Operation">What to record.</param>
internal readonly record struct MemberRecord(Place Join, PlanNode Node, RecordMember Operation);
