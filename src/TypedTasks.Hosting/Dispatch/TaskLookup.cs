using Microsoft.Extensions.Logging;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Serialization;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Task: finds what a step calls.</summary>
internal sealed partial class TaskLookup(
    TaskCatalog catalog, Grace grace, StepHistory history, TimeProvider time, ILogger<TaskLookup> logger) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping)
    {
        if (arrival.Call is not { } call)
            return default;
        if (catalog.Find(call.Name) is { Invoker: not null } definition)
        {
            arrival.Definition = definition;
            return default;
        }

        // A line waits for its first message: that one is not sent on, or others of its key would overtake it.
        if (call.OrderingKey is null && grace.ForTask(arrival.Message) is { } pause)
            return new(SentOn(arrival, call.Name, pause));
        return new(Unknown(arrival, call.Name));
    }

    private Conclusion.SendOn SentOn(Arrival arrival, string task, TimeSpan pause)
    {
        if (arrival.Message.Deferral == 0)
            LogWaits(logger, task, arrival.Key.FlowId, pause);
        else
            LogStillWaits(logger, task, arrival.Key.FlowId, pause);
        history.PutOff(arrival, WaitReason.UnknownTask, grace.TaskUntil(arrival.Message));
        return new(Wire.SentOn.Postponed(arrival.Delivery, time.GetUtcNow(), pause));
    }

    private Conclusion.HandOver Unknown(Arrival arrival, string task)
    {
        var text = $"No task '{task}' is registered in this worker, which knows {catalog.Count}. "
            + "Is its assembly added (Add…Tasks()), was it renamed, or does another worker own this queue?";
        LogUnknown(logger, task, arrival.Key.FlowId);
        StepMetrics.Failed(task, "TypedTasks.UnknownTask");
        var failure = FailureJson.Write(new(
            "TypedTasks.UnknownTask", text, null, task, arrival.Place.Path.Text, arrival.Envelope.Attempt, []));
        history.EndedUnrun(arrival, StepState.Failed, failure);
        return new(FlowEngine.Fail(arrival.Place, failure, time.GetUtcNow())) { Letter = new(DeadLetterReasons.UnknownTask, text) };
    }

    [LoggerMessage(2, LogLevel.Error, "No task {Task} is registered here; flow {FlowId} waits for a worker that knows it, and is looked at again in {Pause}")]
    private static partial void LogWaits(ILogger logger, string task, string flowId, TimeSpan pause);

    [LoggerMessage(3, LogLevel.Information, "No task {Task} is registered here still; flow {FlowId} is looked at again in {Pause}")]
    private static partial void LogStillWaits(ILogger logger, string task, string flowId, TimeSpan pause);

    [LoggerMessage(1, LogLevel.Error, "No task {Task} is registered here; flow {FlowId} fails")]
    private static partial void LogUnknown(ILogger logger, string task, string flowId);
}
