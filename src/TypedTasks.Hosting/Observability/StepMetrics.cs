using System.Diagnostics;
using System.Diagnostics.Metrics;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Observability;

/// <summary>What the worker measures. Without a listener nothing is measured and nothing allocated.</summary>
internal static class StepMetrics
{
    private static readonly Meter Meter = new(TypedTasksTelemetry.MeterName);

    private static readonly Histogram<double> Wait = Meter.CreateHistogram<double>(
        "typedtasks.step.wait", "s", "How long messages waited in their queue, from when they were due until a slot took them.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "typedtasks.step.duration", "s", "How long attempts of steps ran, by how they ended.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "typedtasks.step.retries", "{attempt}", "Attempts that failed and are repeated.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "typedtasks.step.failures", "{step}", "Steps that failed for good, whether they ran or not.");

    private static readonly Histogram<int> HandOffSize = Meter.CreateHistogram<int>(
        "typedtasks.handoff.size", "{message}", "Messages that were sent together with the completion of one.");

    /// <summary>A slot took a message. One that comes again has waited for its lock to run out, not in its queue.</summary>
    public static void Taken(IDelivery delivery, TimeProvider time)
    {
        if (!Wait.Enabled || delivery is not { DeliveryCount: 0, EnqueuedAt: { } since })
            return;
        Wait.Record(Seconds(time.GetUtcNow() - since), Queue(delivery.Message.Queue), Task(delivery.Message.Subject));
    }

    /// <summary>Whether anybody hears of attempts that have ended.</summary>
    public static bool IsListenedTo => Duration.Enabled || Retries.Enabled;

    /// <summary>An attempt has ended.</summary>
    public static void Ended(StepRecord step, string queue)
    {
        if (Duration.Enabled && step is { StartedAt: { } from, EndedAt: { } until })
            Duration.Record(Seconds(until - from), new TagList { Queue(queue), Task(step.Task), new("typedtasks.outcome", Outcome(step.State)) });
        if (Retries.Enabled && step.State == StepState.Retrying)
            Retries.Add(1, Queue(queue), Task(step.Task));
    }

    /// <summary>A step has failed for good.</summary>
    public static void Failed(string task, string errorType)
    {
        if (Failures.Enabled)
            Failures.Add(1, Task(task), new("error.type", errorType));
    }

    /// <summary>Whether anybody counts what is sent together.</summary>
    public static bool CountsHandOffs => HandOffSize.Enabled;

    /// <summary>A message was completed, and these sent with it.</summary>
    public static void HandedOff(string queue, int messages)
    {
        if (HandOffSize.Enabled)
            HandOffSize.Record(messages, Queue(queue));
    }

    private static string Outcome(StepState state) => state switch
    {
        StepState.Succeeded => "succeeded",
        StepState.Retrying => "retrying",
        StepState.Failed => "failed",
        StepState.Cancelled => "cancelled",
        _ => "unknown",
    };

    // Clocks of broker and worker differ.
    private static double Seconds(TimeSpan time) => Math.Max(0, time.TotalSeconds);

    private static KeyValuePair<string, object?> Queue(string name) => new("messaging.destination.name", name);

    private static KeyValuePair<string, object?> Task(string name) => new("typedtasks.task", name);
}
