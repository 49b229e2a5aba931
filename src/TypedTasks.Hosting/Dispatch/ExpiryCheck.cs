using Microsoft.Extensions.Logging;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Serialization;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Expiry: a step that is not wanted any more does not start.</summary>
internal sealed partial class ExpiryCheck(StepHistory history, TimeProvider time, ILogger<ExpiryCheck> logger) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping) =>
        arrival.Call is { } call && arrival.Envelope.ExpiresAt <= time.GetUtcNow() ? new(Expired(arrival, call.Name)) : default;

    private Conclusion.HandOver Expired(Arrival arrival, string task)
    {
        var expiresAt = arrival.Envelope.ExpiresAt;
        var text = $"Task '{task}' was to start by {expiresAt:O}, and is not wanted any more.";
        LogExpired(logger, task, arrival.Key.FlowId, expiresAt);
        StepMetrics.Failed(task, "TypedTasks.Expired");
        var failure = FailureJson.Write(new(
            "TypedTasks.Expired", text, null, task, arrival.Place.Path.Text, arrival.Envelope.Attempt, []));
        history.EndedUnrun(arrival, StepState.Failed, failure);
        return new(FlowEngine.Fail(arrival.Place, failure, time.GetUtcNow()))
        {
            Letter = arrival.Flow.Stored ? null : new(DeadLetterReasons.Expired, text),
        };
    }

    [LoggerMessage(1, LogLevel.Warning, "Task {Task} of flow {FlowId} is not started: it expired at {ExpiresAt}")]
    private static partial void LogExpired(ILogger logger, string task, string flowId, DateTimeOffset? expiresAt);
}
