using Microsoft.Extensions.Logging;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Serialization;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Task: finds what a step calls.</summary>
internal sealed partial class TaskLookup(TaskCatalog catalog, StepHistory history, TimeProvider time, ILogger<TaskLookup> logger) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping)
    {
        if (arrival.Call is not { } call)
            return default;
        if (catalog.Find(call.Name) is not { Invoker: not null } definition)
            return new(Unknown(arrival, call.Name));
        arrival.Definition = definition;
        return default;
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

    [LoggerMessage(1, LogLevel.Error, "No task {Task} is registered here; flow {FlowId} fails")]
    private static partial void LogUnknown(ILogger logger, string task, string flowId);
}
