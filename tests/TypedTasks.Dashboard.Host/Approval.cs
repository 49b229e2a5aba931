namespace TypedTasks.Dashboard.Host;

internal sealed record Approval(bool IsApproved, Priority Priority, int Discount, string? Note);
