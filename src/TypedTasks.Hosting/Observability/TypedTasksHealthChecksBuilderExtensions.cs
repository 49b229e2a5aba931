using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds TypedTasks to the health checks of an application.</summary>
public static class TypedTasksHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is healthy while the store answers and the worker, where this process has one, receives from all
    /// of its queues: unhealthy while a connection is lost, degraded when a link is open but nothing arrives.
    /// </summary>
    /// <param name="builder">What <c>AddHealthChecks()</c> returned.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What a failure is reported as; unhealthy unless said otherwise.</param>
    /// <param name="tags">Tags to filter checks by.</param>
    public static IHealthChecksBuilder AddTypedTasks(
        this IHealthChecksBuilder builder, string name = "typedtasks", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            static s => new TypedTasksHealthCheck(s.GetRequiredService<FlowStore>(), s.GetRequiredService<Outbox>(), s.GetRequiredService<ScheduleProblems>(), s.GetService<WorkerHealth>()),
            failureStatus,
            tags));
    }
}
