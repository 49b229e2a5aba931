using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Admission: lets steps start within the limits of their task and their key; what has to wait holds no slot.</summary>
internal sealed class Admission(FlowStore store, TaskCatalog catalog, LiveLimits live, StepHistory history, TimeProvider time, IOptions<TypedTasksOptions> options) : IDispatchStep
{
    // Where a step has an ordering key, its line is its limit.
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping) =>
        arrival.Call is { OrderingKey: null } call && (live.RateOf(arrival.Definition) is not null || IsLimited(arrival.Definition, call))
            ? AdmitAsync(arrival, call, stopping)
            : default;

    /// <summary>The attempt that gives its permits back once it has ended, or null where it can have none.</summary>
    public ReleasedAttempt? Released(Arrival arrival) =>
        arrival.Call is { } call && catalog.Find(call.Name) is { } definition && (live.MayHold(definition) || call.Options?.LimitKey is not null)
            ? Released(arrival, Held(definition, call))
            : null;

    /// <summary>All that an attempt may have held, whatever holds of its task now: a process that runs no tasks does not follow what is said of their limits.</summary>
    public ReleasedAttempt? ReleasedOfLost(Arrival arrival)
    {
        if (arrival.Call is not { } call)
            return null;
        var task = (LimitNames.PermitOf(catalog.Find(call.Name)?.Name ?? call.Name), (int?)null);
        return Released(arrival, call.Options?.LimitKey is { } key ? [task, (LimitNames.PermitOfKey(key), null)] : [task]);
    }

    private async ValueTask<Conclusion?> AdmitAsync(Arrival arrival, StepCall call, CancellationToken stopping)
    {
        var definition = arrival.Definition;
        if (live.RateOf(definition) is { } rate && !arrival.HasStart
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
            return Conclusion.Nothing with { IsDeferred = true, Released = later.Length > 0 ? Released(arrival, later.Select(static l => (l.Name, (int?)null))) : null };
        }

        return null;
    }

    private bool IsLimited(TaskDefinition definition, StepCall step) =>
        live.ConcurrencyOf(definition) > 0 || step.Options?.LimitKey is not null;

    // An attempt is the same however often its message was replaced.
    private static string HolderOf(Arrival arrival) => MessageIds.Step(arrival.Key, arrival.Place.Path, arrival.Envelope.Attempt);

    private static ReleasedAttempt Released(Arrival arrival, IEnumerable<(string Name, int? Limit)> permits) => new(HolderOf(arrival), [.. permits], arrival.RunNumber);

    // A permit may have been taken under another limit than the one that holds now.
    private IEnumerable<(string Name, int? Limit)> Held(TaskDefinition definition, StepCall step)
    {
        if (live.MayHold(definition))
            yield return (LimitNames.PermitOf(definition.Name), live.CurrentLimitOf(definition));
        if (step.Options?.LimitKey is { } key)
            yield return (LimitNames.PermitOfKey(key), null);
    }

    private IEnumerable<(string Name, int Limit)> Limits(TaskDefinition definition, StepCall step)
    {
        if (live.ConcurrencyOf(definition) is > 0 and var most)
            yield return (LimitNames.PermitOf(definition.Name), most);
        if (step.Options is { LimitKey: { } key, Limit: var limit })
            yield return (LimitNames.PermitOfKey(key), limit);
    }

    private async ValueTask<Conclusion?> DeferAsync(
        string task, RateLimit rate, Arrival arrival, StepCall call, CancellationToken stopping)
    {
        var wait = await store.ExecuteAsync(new ReserveStart(LimitNames.RateOf(task), rate.Interval), stopping).ConfigureAwait(false);
        if (wait <= TimeSpan.Zero)
        {
            arrival.HasStart = true;
            return null;
        }

        var start = time.GetUtcNow() + wait;
        history.PutOff(arrival, WaitReason.RateLimit, start);
        var later = Messages.Deferred(arrival.Place, call, arrival.Envelope, start);
        return new Conclusion.HandOver(Effects.Send(later)) { IsDeferred = true };
    }
}
