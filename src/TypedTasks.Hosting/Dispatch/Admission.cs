using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Admission: lets steps start within the limits of their task and their key; what has to wait holds no slot.</summary>
internal sealed class Admission(FlowStore store, TaskCatalog catalog, TimeProvider time, IOptions<TypedTasksOptions> options) : IDispatchStep
{
    // Where a step has an ordering key, its line is its limit.
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping) =>
        arrival.Call is { OrderingKey: null } call && (arrival.Definition.RateLimit is not null || IsLimited(arrival.Definition, call))
            ? AdmitAsync(arrival, call, stopping)
            : default;

    /// <summary>The attempt that gives its permits back once it has ended, or null where it can have none.</summary>
    public ReleasedAttempt? Released(Arrival arrival) =>
        arrival.Call is { } call && catalog.Find(call.Name) is { } definition && IsLimited(definition, call)
            ? Released(arrival, Limits(definition, call))
            : null;

    private async ValueTask<Conclusion?> AdmitAsync(Arrival arrival, StepCall call, CancellationToken stopping)
    {
        var definition = arrival.Definition;
        if (definition.RateLimit is { } rate && !arrival.HasStart
            && await DeferAsync(definition.Name, rate, arrival, call, stopping).ConfigureAwait(false) is { } later)
        {
            return later;
        }

        return IsLimited(definition, call) ? await TakePermitsAsync(arrival, call, stopping).ConfigureAwait(false) : null;
    }

    private async ValueTask<Conclusion?> TakePermitsAsync(Arrival arrival, StepCall call, CancellationToken stopping)
    {
        var (place, envelope) = (arrival.Place, arrival.Envelope);
        var waiting = Messages.Deferred(place, call, envelope, null);
        var waitingRun = EndedStep.Number(envelope with { Deferrals = envelope.Deferrals + 1 }, 0, 0);
        var limits = Limits(arrival.Definition, call).ToArray();
        for (var i = 0; i < limits.Length; i++)
        {
            var (name, limit) = limits[i];
            var permit = new AcquirePermit(
                name, limit, HolderOf(arrival), arrival.RunNumber, waiting, waitingRun, options.Value.FlowLifetime);
            if (await store.ExecuteAsync(permit, stopping).ConfigureAwait(false))
                continue;

            // Deadlock: who waits for a permit holds none that comes after it, or two holders could wait for each other.
            var later = limits[(i + 1)..];
            return Conclusion.Nothing with { IsDeferred = true, Released = later.Length > 0 ? Released(arrival, later) : null };
        }

        return null;
    }

    private static bool IsLimited(TaskDefinition definition, StepCall step) =>
        definition.MaxConcurrency > 0 || step.Options?.LimitKey is not null;

    // An attempt is the same however often its message was replaced.
    private static string HolderOf(Arrival arrival) => MessageIds.Step(arrival.Key, arrival.Place.Path, arrival.Envelope.Attempt);

    private static ReleasedAttempt Released(Arrival arrival, IEnumerable<(string Name, int Limit)> limits) =>
        new(HolderOf(arrival), [.. limits.Select(static l => l.Name)], arrival.RunNumber);

    private static IEnumerable<(string Name, int Limit)> Limits(TaskDefinition definition, StepCall step)
    {
        if (definition.MaxConcurrency > 0)
            yield return ($"task:{definition.Name}", definition.MaxConcurrency);
        if (step.Options is { LimitKey: { } key, Limit: var limit })
            yield return ($"key:{key}", limit);
    }

    private async ValueTask<Conclusion?> DeferAsync(
        string task, RateLimit rate, Arrival arrival, StepCall call, CancellationToken stopping)
    {
        var wait = await store.ExecuteAsync(new ReserveStart($"rate:{task}", rate.Interval), stopping).ConfigureAwait(false);
        if (wait <= TimeSpan.Zero)
        {
            arrival.HasStart = true;
            return null;
        }

        var later = Messages.Deferred(arrival.Place, call, arrival.Envelope, time.GetUtcNow() + wait);
        return new Conclusion.HandOver(Effects.Send(later)) { IsDeferred = true };
    }
}
