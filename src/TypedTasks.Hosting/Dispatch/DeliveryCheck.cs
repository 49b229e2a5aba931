using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Serialization;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Deliveries: a message on which the worker dies or loses its lock every time has failed.</summary>
internal sealed partial class DeliveryCheck(
    StepHistory history, TimeProvider time, IOptions<WorkerOptions> options, ILogger<DeliveryCheck> logger) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping) =>
        arrival.Delivery.DeliveryCount < options.Value.MaxDeliveries ? default : new(TooMany(arrival));

    private Conclusion.HandOver TooMany(Arrival arrival)
    {
        var (message, count) = (arrival.Message, arrival.Delivery.DeliveryCount);
        var text = $"The message was delivered {count} times without an outcome: the worker died on it or lost its lock "
            + $"every time. See the logs of the workers for task '{message.Subject}'.";
        LogTooManyDeliveries(logger, message.Subject, message.FlowId, count);
        StepMetrics.Failed(message.Subject, "TypedTasks.TooManyDeliveries");
        var failure = FailureJson.Write(new(
            "TypedTasks.TooManyDeliveries", text, null, message.Subject, arrival.Place.Path.Text, message.Attempt, []));
        if (arrival.Call is not null)
            history.EndedUnrun(arrival, StepState.Failed, failure);
        return new(FlowEngine.GiveUp(arrival.Place, arrival.Envelope, failure, time.GetUtcNow())) { Letter = new(DeadLetterReasons.TooManyDeliveries, text) };
    }

    [LoggerMessage(1, LogLevel.Error, "Task {Task} of flow {FlowId} was delivered {Count} times without an outcome: it counts as failed")]
    private static partial void LogTooManyDeliveries(ILogger logger, string task, string flowId, int count);
}
