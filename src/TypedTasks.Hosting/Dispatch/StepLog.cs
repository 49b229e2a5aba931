using Microsoft.Extensions.Logging;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What the log says of each step: the scope around the user's code, and at Debug when it started and how it ended. Arguments are never told.</summary>
internal sealed partial class StepLog(ILoggerFactory loggers, ILogger<StepLog> logger)
{
    private readonly ILogger task = loggers.CreateLogger(StepTools.LoggerName);

    // What rules for no category in particular make of it: what the services of a task log to.
    private readonly ILogger any = loggers.CreateLogger("");

    /// <summary>The path of a step in its plan, or <c>root</c> where the flow is this one step.</summary>
    public static string Place(Arrival arrival) => arrival.Place.Path.Text is { Length: > 0 } path ? path : "root";

    /// <summary>Begins the scope of everything that is logged until it is disposed, by whatever logger; null, and nothing allocated, where nothing is logged.</summary>
    public IDisposable? Enter(Arrival arrival)
    {
        var scope = task.IsEnabled(LogLevel.Critical) || any.IsEnabled(LogLevel.Critical) ? task.BeginScope(new StepScope(arrival)) : null;
        if (logger.IsEnabled(LogLevel.Debug))
            LogStarted(logger, arrival.Call!.Name, arrival.Key.FlowId, Place(arrival), arrival.Envelope.Attempt + 1);
        return scope;
    }

    /// <summary>Says how a run has ended. One that never began was not told of.</summary>
    /// <param name="arrival">The message of the step.</param>
    /// <param name="outcome">How.</param>
    public void Ended(Arrival arrival, string outcome)
    {
        if (arrival.Run!.Took is { } took && logger.IsEnabled(LogLevel.Debug))
        {
            LogEnded(
                logger, arrival.Call!.Name, arrival.Key.FlowId, Math.Round(took.TotalMilliseconds, 1), outcome, Place(arrival), arrival.Envelope.Attempt + 1);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Task {Task} of flow {FlowId} started (step {Step}, attempt {Attempt})")]
    private static partial void LogStarted(ILogger logger, string task, string flowId, string step, int attempt);

    [LoggerMessage(2, LogLevel.Debug, "Task {Task} of flow {FlowId} ended after {Milliseconds} ms: {Outcome} (step {Step}, attempt {Attempt})")]
    private static partial void LogEnded(ILogger logger, string task, string flowId, double milliseconds, string outcome, string step, int attempt);
}
