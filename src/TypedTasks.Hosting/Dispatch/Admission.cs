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
    public ReleasedAttempt? Released(Arrival arrival) => arrival.Call is { } call
        ? Released(arrival.Place, call, arrival.Envelope.Attempt, arrival.Message.Id, arrival.Delivery.DeliveryCount)
        : null;

    /// <summary>The same for a message that nobody receives any more.</summary>
    public ReleasedAttempt? Released(Place place, StepCall call, int attempt, string messageId, int deliveryCount) =>
        catalog.Find(call.Name) is { } definition && IsLimited(definition, call)
            ? new(HolderOf(place, attempt), messageId, deliveryCount)
            : null;

    private async ValueTask<Conclusion?> AdmitAsync(Arrival arrival, StepCall call, CancellationToken stopping)
    {
        var (place, envelope, definition) = (arrival.Place, arrival.Envelope, arrival.Definition);
        if (definition.RateLimit is { } rate && !envelope.HasStart
            && await DeferAsync(definition.Name, rate, arrival, call, stopping).ConfigureAwait(false) is { } later)
        {
            return later;
        }

        foreach (var (name, limit) in Limits(definition, call))
        {
            var permit = new AcquirePermit(
                name,
                limit,
                HolderOf(place, envelope.Attempt),
                arrival.Message.Id,
                arrival.Delivery.DeliveryCount,
                Messages.Deferred(place, call, envelope, null),
                options.Value.FlowLifetime);
            if (!await store.ExecuteAsync(permit, stopping).ConfigureAwait(false))
                return Conclusion.Nothing with { IsDeferred = true };
        }

        return null;
    }

    private static bool IsLimited(TaskDefinition definition, StepCall step) =>
        definition.MaxConcurrency > 0 || step.Options?.LimitKey is not null;

    // An attempt is the same however often its message was replaced.
    private static string HolderOf(Place place, int attempt) => MessageIds.Step(place.Flow.Key, place.Path, attempt);

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
            return null;
        var later = Messages.Deferred(arrival.Place, call, arrival.Envelope, time.GetUtcNow() + wait);
        return new Conclusion.HandOver(Effects.Send(later)) { IsDeferred = true };
    }
}
