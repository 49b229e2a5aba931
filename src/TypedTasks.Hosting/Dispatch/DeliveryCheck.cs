using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Serialization;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Deliveries: a message on which the worker dies or loses its lock every time has failed, and so has one that workers hand back for ever.</summary>
internal sealed partial class DeliveryCheck(
    StepHistory history, Waits waits, HandOffRefusals refusals, TimeProvider time, IOptions<WorkerOptions> options, ILogger<DeliveryCheck> logger) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping) =>
        SentOn.DeliveriesOf(arrival.Delivery) >= options.Value.MaxDeliveries ? TooManyDeliveriesAsync(arrival, stopping)
        : arrival.Message.HandBacks > options.Value.MaxHandBacks ? TooManyHandBacksAsync(arrival, stopping)
        : default;

    private ValueTask<Conclusion?> TooManyHandBacksAsync(Arrival arrival, CancellationToken stopping)
    {
        var (message, count) = (arrival.Message, arrival.Message.HandBacks);
        var text = $"Workers that were stopped have handed the message back {count} times before its task had ended: it takes longer than workers live. "
            + "Let the task end sooner when its token fires, or raise WorkerOptions.DrainTime or MaxHandBacks.";
        LogTooManyHandBacks(logger, message.Subject, message.FlowId, count);
        return GiveUpAsync(arrival, new(DeadLetterReasons.HandedBackTooOften, text), stopping);
    }

    private ValueTask<Conclusion?> TooManyDeliveriesAsync(Arrival arrival, CancellationToken stopping)
    {
        var (message, count) = (arrival.Message, SentOn.DeliveriesOf(arrival.Delivery));
        if (refusals.Find(message.Id) is { } refusal)
        {
            LogRefused(logger, message.Subject, message.FlowId, refusal);
            return GiveUpAsync(arrival, new(DeadLetterReasons.HandOffRefused, $"What follows task '{message.Subject}' cannot be sent: {refusal}"), stopping);
        }

        var text = $"The message was delivered {count} times without an outcome: the worker died on it or lost its lock "
            + $"every time. See the logs of the workers for task '{message.Subject}'.";
        LogTooManyDeliveries(logger, message.Subject, message.FlowId, count);
        return GiveUpAsync(arrival, new(DeadLetterReasons.TooManyDeliveries, text), stopping);
    }

    private async ValueTask<Conclusion?> GiveUpAsync(Arrival arrival, DeadLetterReason letter, CancellationToken stopping)
    {
        // The event may have come, and the flow be far beyond the wait: the store knows.
        if (arrival.Kind == MessageKind.WaitLimit)
            return (await waits.ExpireAsync(arrival, stopping).ConfigureAwait(false)) with { Letter = letter };
        var (message, type) = (arrival.Message, $"TypedTasks.{letter.Code}");
        StepMetrics.Failed(message.Subject, type);
        var failure = FailureJson.Write(new(type, letter.Text, null, message.Subject, arrival.Place.Path.Text, message.Attempt, []));
        if (arrival.Call is not null)
            history.EndedUnrun(arrival, StepState.Failed, failure);
        return new Conclusion.HandOver(FlowEngine.GiveUp(arrival.Place, arrival.Envelope, failure, time.GetUtcNow())) { Letter = letter };
    }

    [LoggerMessage(3, LogLevel.Error, "What follows task {Task} of flow {FlowId} was refused each time ({Reason}): it counts as failed")]
    private static partial void LogRefused(ILogger logger, string task, string flowId, string reason);

    [LoggerMessage(2, LogLevel.Error, "Task {Task} of flow {FlowId} was handed back {Count} times by workers that stopped: it counts as failed")]
    private static partial void LogTooManyHandBacks(ILogger logger, string task, string flowId, int count);

    [LoggerMessage(1, LogLevel.Error, "Task {Task} of flow {FlowId} was delivered {Count} times without an outcome: it counts as failed")]
    private static partial void LogTooManyDeliveries(ILogger logger, string task, string flowId, int count);
}
