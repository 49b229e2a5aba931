using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Flows that another store keeps. Their messages wait for a worker that has it; after their grace they go to the dead-letter queue, where whoever has the store finds
/// them and fails the flow.
/// </summary>
internal sealed partial class ForeignFlows(
    FlowStore store, Grace grace, WorkerHealth health, TimeProvider time, IOptions<WorkerOptions> options, ILogger<ForeignFlows> logger)
{
    /// <summary>What becomes of the message; null where its flow is kept by the store of this worker, or nobody can tell.</summary>
    /// <exception cref="StoreException">The store was never open, and cannot be opened.</exception>
    public async ValueTask<Conclusion?> JudgeAsync(Envelope envelope, IDelivery delivery, CancellationToken stopping)
    {
        if (envelope.Store is not { } other)
            return null;
        if (store.IsConfigured && store.Identity is null)
            await store.OpenAsync(stopping).ConfigureAwait(false);
        return store.IsConfigured && (store.Identity is not { } own || own == other) ? null : Foreign(envelope, other, delivery);
    }

    private Conclusion Foreign(Envelope envelope, string other, IDelivery delivery)
    {
        var message = delivery.Message;
        var text = $"Flow {envelope.Key} is kept by the store {other}, and this worker has "
            + (store.Identity is { } own ? $"the store {own}" : "no store")
            + $". Do all processes of queue '{message.Queue}' use the same store? A SQLite file is shared by the processes of one machine only.";
        if (health.MeetsForeignFlow(other, text))
            LogForeign(logger, text);

        // A line waits for its first message: that one is not sent on, or others of its key would overtake it.
        if (message.OrderingKey is not null)
        {
            if (delivery.DeliveryCount < options.Value.MaxDeliveries - 1)
                return Conclusion.GiveBack.Later;
        }
        else if (grace.ForStore(message) is { } pause)
        {
            return new Conclusion.SendOn(SentOn.Postponed(delivery, time.GetUtcNow(), pause));
        }

        return Conclusion.Nothing with { Letter = new(DeadLetterReasons.ForeignStore, text) };
    }

    [LoggerMessage(1, LogLevel.Error, "{Problem}")]
    private static partial void LogForeign(ILogger logger, string problem);
}
