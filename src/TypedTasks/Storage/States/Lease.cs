namespace TypedTasks.Storage;

/// <summary>Who has a lease.</summary>
/// <param name="Name">The name of the lease.</param>
/// <param name="Owner">Who has it, or had it last.</param>
/// <param name="Until">When it runs out.</param>
public sealed record Lease(string Name, string Owner, DateTimeOffset Until);
