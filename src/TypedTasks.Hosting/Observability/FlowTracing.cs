using System.Diagnostics;
using System.Text;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Observability;

/// <summary>
/// Spans of flows, by the messaging conventions of OpenTelemetry: <c>send</c> where a flow starts, <c>process</c> for each
/// message and <c>settle</c> for what follows it. The messages of a step name its span as their parent; the body of a join
/// follows the member that decided it and links to the others. Without a listener nothing is made and nothing allocated.
/// </summary>
internal sealed class FlowTracing(ITransport? transport = null)
{
    // What collectors keep of one span by default.
    private const int MaxLinks = 128;
    private static readonly ActivitySource Source = new(TypedTasksTelemetry.ActivitySourceName);

    private readonly string system = transport?.MessagingSystem ?? "typedtasks";

    public static bool IsListenedTo => Source.HasListeners();

    /// <summary>Begins the span of a client's call; what the call makes refers to it.</summary>
    public static Activity? StartSend()
    {
        if (!Source.HasListeners())
            return null;
        var span = Source.StartActivity("send", ActivityKind.Producer);
        return span is { Recorded: true } || !IsUndecided(span is null ? Activity.Current : span.Parent) ? span : StartSendApart(span);
    }

    /// <summary>
    /// The W3C trace context that the first message of a flow carries; null where what is current is recorded by nobody, and nobody has decided that: samplers
    /// of workers would take it for a decision, and record nothing of the flow.
    /// </summary>
    public static string? Caller() => Activity.Current is { } span && !IsUndecided(span) ? span.Id : null;

    /// <summary>Says what is sent, once that is known.</summary>
    public void Sending(Activity? span, TaskMessage message)
    {
        if (span is not null)
            Describe(span, "send", message);
    }

    /// <summary>Begins the span of a received message, as the child of whatever sent it.</summary>
    public Activity? StartProcess(IDelivery delivery)
    {
        if (!Source.HasListeners())
            return null;
        var message = delivery.Message;
        if (!ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var parent))
        {
            // What happens to be current belongs to whoever started the worker.
            Activity.Current = null;
        }

        var span = Source.StartActivity("process", ActivityKind.Consumer, parent);
        if (span is null)
            return null;
        Describe(span, "process", message);
        if (span.IsAllDataRequested)
            span.SetTag("typedtasks.attempt", message.Attempt + 1).SetTag("messaging.servicebus.message.delivery_count", delivery.DeliveryCount);
        return span;
    }

    /// <summary>What the messages that follow this one name as their parent: its span, or what it named itself where nobody listens.</summary>
    public static string? Parent(TaskMessage message) =>
        Activity.Current is { } span && span.Source == Source ? span.Id : message.TraceParent;

    /// <summary>Begins the span of the hand-off that ends the processing of a message.</summary>
    public Activity? StartSettle(TaskMessage message, Activity? process, bool deadLetters)
    {
        if (process is null)
            return null;
        var span = Source.StartActivity("settle", ActivityKind.Client, process.Context);
        if (span is null)
            return null;
        Describe(span, "settle", message);
        if (span.IsAllDataRequested)
        {
            span.SetTag("messaging.batch.message_count", 1)
                .SetTag("messaging.servicebus.disposition_status", deadLetters ? "dead_letter" : "complete");
        }

        return span;
    }

    /// <summary>Marks the span of the step that runs here as failed. What an exception says may hold arguments: its type does not.</summary>
    public static void Fail(string errorType)
    {
        if (Own() is { } span)
            Fail(span, errorType);
    }

    /// <summary>Says on the span of the step that runs here when its next attempt starts, in seconds.</summary>
    public static void RepeatsIn(double seconds)
    {
        if (Own() is { IsAllDataRequested: true } span)
            span.SetTag("typedtasks.retry.pause", seconds);
    }

    /// <summary>Says on the span of the step that runs here which attempt begins; an ordered step makes several of them under one delivery.</summary>
    public static void Begins(int attempt)
    {
        if (attempt > 0 && Own() is { IsAllDataRequested: true } span)
            span.SetTag("typedtasks.attempt", attempt + 1);
    }

    /// <summary>Marks a span as failed; for use as the filter of a catch that is not entered.</summary>
    public static bool Fail(Activity? span, Exception exception)
    {
        if (span is not null)
            Fail(span, exception.GetType().FullName!);
        return false;
    }

    /// <summary>What keeps, with the record of a join's member, which span it was; null where nobody asks.</summary>
    public static PutValue? Trace(RecordMember member) =>
        member.Count > 1 && Activity.Current is { IsAllDataRequested: true, ParentId: { } process } span && span.Source == Source
            ? new(member.Key, TraceKey(member.Join, member.Index), Encoding.ASCII.GetBytes($"\"{process}\""))
            : null;

    /// <summary>Whether the span of a message links to those of a join's members.</summary>
    public static bool WantsLinks(in FlowValue input) =>
        input.Kind is ValueKind.Joined or ValueKind.JoinedOutcomes or ValueKind.JoinedChunks
        && Activity.Current is { IsAllDataRequested: true } span && span.Source == Source;

    /// <summary>Links the current span to those of a join's members, as far as they were traced.</summary>
    public static async ValueTask LinkAsync(FlowStore store, FlowKey key, FlowValue input, CancellationToken cancellationToken)
    {
        var span = Activity.Current!;
        var traces = new GetValue[Math.Min(input.Count, MaxLinks)];
        for (var i = 0; i < traces.Length; i++)
            traces[i] = new(key, TraceKey(input.Path!, i));
        await store.ExecuteAsync(traces, cancellationToken).ConfigureAwait(false);
        foreach (var trace in traces)
        {
            if (trace.Result is { Length: > 2 } json
                && ActivityContext.TryParse(Encoding.ASCII.GetString(json.AsSpan(1..^1)), null, isRemote: true, out var member))
            {
                span.AddLink(new(member));
            }
        }
    }

    // Web servers make a span for each request to name it in their logs, whether or not anybody records it. Only what a listener or a caller
    // elsewhere has ruled out was decided, and samplers that follow their parent are right to follow it.
    private static bool IsUndecided(Activity? span)
    {
        for (; span is not null; span = span.Parent)
        {
            if (span.Recorded || span.Source.HasListeners() || (span.Parent is null && span.ParentId is not null))
                return false;
            if (span.Parent is null)
                return true;
        }

        return false;
    }

    // A trace of its own, on which the sampler decides, and which names the request that nobody records.
    private static Activity? StartSendApart(Activity? dropped)
    {
        dropped?.Dispose();
        var caller = Activity.Current!;
        Activity.Current = null;
        var span = Source.StartActivity("send", ActivityKind.Producer, default(ActivityContext), links: [new(caller.Context)]);
        if (span is null)
            Activity.Current = caller;
        return span;
    }

    private static Activity? Own()
    {
        var span = Activity.Current;
        while (span is not null && span.Source != Source)
            span = span.Parent;
        return span;
    }

    private static string TraceKey(string join, int index) => $"trace:{join}:{index}";

    private static void Fail(Activity span, string errorType) =>
        span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", errorType);

    private void Describe(Activity span, string operation, TaskMessage message)
    {
        span.DisplayName = $"{operation} {message.Subject}";
        if (!span.IsAllDataRequested)
            return;
        span.SetTag("messaging.system", system)
            .SetTag("messaging.operation.name", operation)
            .SetTag("messaging.operation.type", operation)
            .SetTag("messaging.destination.name", message.Queue)
            .SetTag("messaging.message.id", message.Id)
            .SetTag("messaging.message.conversation_id", message.FlowId)
            .SetTag("messaging.message.body.size", message.Body.Length)
            .SetTag("typedtasks.task", message.Subject)
            .SetTag("typedtasks.step", message.Step);
    }
}
