namespace TypedTasks.Generators.Models;

/// <summary>A schedule of a task.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cron">The expression.</param>
/// <param name="TimeZone">The zone, or null for the default.</param>
/// <param name="Overlap">The number of the overlap.</param>
/// <param name="Missed">What becomes of missed runs, or null for the default.</param>
/// <param name="Jitter">The jitter, or null.</param>
/// <param name="Version">The version.</param>
internal sealed record TaskSchedule(string Name, string Cron, string? TimeZone, int Overlap, string? Missed, string? Jitter, int Version);
