using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Lets steps start within the limits of their task and their key; what has to wait holds no slot.</summary>
internal sealed class Admission(FlowStore store, TaskCatalog catalog, TimeProvider time, IOptions<TypedTasksOptions> options)
{
    /// <summary>Null when the step may run now; otherwise its message has been replaced by one that comes when it is its turn.</summary>
    public async ValueTask<StepResult?> AdmitAsync(
        TaskDefinition definition, Place place, StepCall step, Envelope envelope, IDelivery delivery, CancellationToken cancellationToken)
    {
        if (definition.RateLimit is { } rate && !envelope.HasStart
            && await DeferAsync(definition.Name, rate, place, step, envelope, cancellationToken).ConfigureAwait(false) is { } later)
        {
            return later;
        }

        if (!IsLimited(definition, step))
            return null;
        foreach (var (name, limit) in Limits(definition, step))
        {
            var waiting = Messages.Deferred(place, step, envelope, null);
            var permit = new AcquirePermit(
                name,
                limit,
                HolderOf(place, envelope),
                delivery.Message.Id,
                delivery.DeliveryCount,
                waiting,
                options.Value.FlowLifetime);
            if (!await store.ExecuteAsync(permit, cancellationToken).ConfigureAwait(false))
                return new StepResult.Complete(new() { IsDeferred = true });
        }

        return null;
    }

    /// <summary>The attempt that gives its permits back once it has ended, or null where it can have none.</summary>
    public ReleasedAttempt? Released(Place place, PlanNode node, Envelope envelope, string messageId, int deliveryCount) =>
        node.Call is { } step && envelope is { Cursor: null, IsLimit: false }
        && catalog.Find(step.Name) is { } definition && IsLimited(definition, step)
            ? new(HolderOf(place, envelope), messageId, deliveryCount)
            : null;

    private static bool IsLimited(TaskDefinition definition, StepCall step) =>
        definition.MaxConcurrency > 0 || step.Options?.LimitKey is not null;

    // An attempt is the same however often its message was replaced.
    private static string HolderOf(Place place, Envelope envelope) =>
        MessageIds.Step(place.Flow.Key, place.Path, envelope.Attempt);

    private static IEnumerable<(string Name, int Limit)> Limits(TaskDefinition definition, StepCall step)
    {
        if (definition.MaxConcurrency > 0)
            yield return ($"task:{definition.Name}", definition.MaxConcurrency);
        if (step.Options is { LimitKey: { } key, Limit: var limit })
            yield return ($"key:{key}", limit);
    }

    private async ValueTask<StepResult?> DeferAsync(
        string task, RateLimit rate, Place place, StepCall step, Envelope envelope, CancellationToken cancellationToken)
    {
        var wait = await store.ExecuteAsync(new ReserveStart($"rate:{task}", rate.Interval), cancellationToken).ConfigureAwait(false);
        if (wait <= TimeSpan.Zero)
            return null;
        var effects = new Effects { IsDeferred = true };
        effects.Send(Messages.Deferred(place, step, envelope, time.GetUtcNow() + wait));
        return new StepResult.Complete(effects);
    }
}
