using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Observability;

/// <summary>Healthy while the worker of this process receives from all of its queues and the store answers.</summary>
internal sealed class TypedTasksHealthCheck(FlowStore store, Outbox outbox, ScheduleProblems schedules, WorkerHealth? worker = null) : IHealthCheck
{
    private const int MostNamed = 3;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<string> problems = [], notes = [];
        var status = HealthStatus.Healthy;
        if (worker is { Receivers: null })
        {
            status = context.Registration.FailureStatus;
            problems.Add(worker.Problem ?? "The worker does not run: it has not started yet, or was stopped.");
        }

        foreach (var queue in worker?.Queues ?? [])
        {
            // Somebody wants it so: a worker that is paused is not ill.
            if (queue.IsPaused)
                notes.Add($"Queue '{queue.Name}' is paused.");
            if (queue.Problem is not { } stuck)
                continue;
            status = context.Registration.FailureStatus;
            problems.Add(stuck);
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

        foreach (var schedule in schedules.All)
        {
            status = Worse(status, HealthStatus.Degraded);
            problems.Add(schedule);
        }

        if (store.IsConfigured && await AskStoreAsync(cancellationToken).ConfigureAwait(false) is var (problem, isAway))
        {
            status = isAway ? context.Registration.FailureStatus : Worse(status, HealthStatus.Degraded);
            problems.Add(problem);
        }

        problems.AddRange(notes);
        return new(status, problems.Count == 0 ? null : string.Join(' ', problems));
    }

    private static HealthStatus Worse(HealthStatus one, HealthStatus other) => one < other ? one : other;

    // The question that is asked of the store is one whose answer matters.
    private async ValueTask<(string Problem, bool IsAway)?> AskStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            var quiet = await store.QueryAsync(new ListFlows(new() { IsQuiet = true }, null, MostNamed + 1), cancellationToken).ConfigureAwait(false);
            return quiet.Count == 0 ? null : (Quiet(quiet), false);
        }
        catch (StoreException e)
        {
            return ($"The store does not answer: {e.Message}", true);
        }
    }

    private static string Quiet(IReadOnlyList<FlowRecord> flows)
    {
        var names = string.Join(", ", flows.Take(MostNamed).Select(static f => f.Key.FlowId));
        return flows.Count == 1 ? $"Flow {names} is quiet: nothing was heard of it for long, and its queues hold nothing that old."
            : $"Flows {names}{(flows.Count > MostNamed ? " and others" : "")} are quiet: nothing was heard of them for long, and their queues hold nothing that old.";
    }
}
