using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Observability;

/// <summary>Healthy while the worker of this process receives from all of its queues and the store answers.</summary>
internal sealed class TypedTasksHealthCheck(FlowStore store, Outbox outbox, WorkerHealth? worker = null) : IHealthCheck
{
    // Never the id of a flow: those begin with a time or are chosen by the client.
    private static readonly FlowKey Nobody = new("typedtasks-health-check", 0);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var problems = new List<string>();
        var status = HealthStatus.Healthy;
        if (worker is { Receivers: null })
        {
            status = context.Registration.FailureStatus;
            problems.Add(worker.Problem ?? "The worker does not run: it has not started yet, or was stopped.");
        }

        foreach (var receiver in worker?.Receivers ?? [])
        {
            var health = receiver.Health;
            if (health.State == ReceiverState.Open)
                continue;
            var found = health.State == ReceiverState.Silent ? HealthStatus.Degraded : context.Registration.FailureStatus;
            status = Worse(status, found);
            problems.Add(health.Problem ?? health.State.ToString());
        }

        if (outbox.Count is > 0 and var unsent)
        {
            status = Worse(status, HealthStatus.Degraded);
            problems.Add($"The broker takes nothing: {unsent} flows are accepted and wait to be sent.");
        }

        foreach (var foreign in worker?.ForeignFlows ?? [])
        {
            status = Worse(status, HealthStatus.Degraded);
            problems.Add(foreign);
        }

        if (store.IsConfigured && await AskStoreAsync(cancellationToken).ConfigureAwait(false) is { } problem)
        {
            status = context.Registration.FailureStatus;
            problems.Add(problem);
        }

        return new(status, problems.Count == 0 ? null : string.Join(' ', problems));
    }

    private static HealthStatus Worse(HealthStatus one, HealthStatus other) => one < other ? one : other;

    private async ValueTask<string?> AskStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ExecuteAsync(new GetFlow(Nobody), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (StoreException e)
        {
            return $"The store does not answer: {e.Message}";
        }
    }
}
