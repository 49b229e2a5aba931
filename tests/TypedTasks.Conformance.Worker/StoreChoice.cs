using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Conformance.Worker;

/// <summary>Which store a process uses: a file of this machine, or a server.</summary>
public static class StoreChoice
{
    /// <summary>Uses what the settings name.</summary>
    public static TypedTasksBuilder UseStore(this TypedTasksBuilder builder, WorkerSettings settings) =>
        settings.Store.StartsWith("Host=", StringComparison.Ordinal) ? builder.UsePostgres(settings.Store) : builder.UseSqlite(settings.Store);
}
