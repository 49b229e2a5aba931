using TypedTasks;

namespace Orders.Contracts;

/// <summary>What people are asked.</summary>
public static partial class Approvals
{
    /// <summary>Whether a large order is filled.</summary>
    [TaskEvent("approval")]
    public static partial TaskEvent<Decision> Approval { get; }
}
