using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>Makes the messages of a flow.</summary>
internal static class Messages
{
    public const string FanOutSubject = "typedtasks.fan-out";

    public const string WaitSubject = "typedtasks.wait";

    public const string LimitSubject = "typedtasks.limit";

    /// <summary>The first attempt of a step.</summary>
    public static TaskMessage Step(Place place, StepCall step, FlowValue input, DateTimeOffset now)
    {
        var due = NotBefore(step, now);
        var expiresAt = step.Options?.Expiry is { } expiry ? (due ?? now) + expiry : (DateTimeOffset?)null;
        return Attempt(place, step, new() { ExpiresAt = expiresAt, Input = step.Missing > 0 ? input : FlowValue.None }, due);
    }

    /// <summary>An attempt of a step.</summary>
    public static TaskMessage Attempt(Place place, StepCall step, Envelope envelope, DateTimeOffset? notBefore) =>
        Step(place, step, envelope, MessageIds.Step(place.Flow.Key, place.Path, envelope.Attempt), notBefore);

    /// <summary>The message that takes the place of one that has to wait, with an id of its own.</summary>
    public static TaskMessage Deferred(Place place, StepCall step, Envelope envelope, DateTimeOffset? notBefore)
    {
        var deferrals = envelope.Deferrals + 1;
        return Step(
            place,
            step,
            envelope with { Deferrals = deferrals, HasStart = true },
            MessageIds.Deferred(place.Flow.Key, place.Path, envelope.Attempt, deferrals),
            notBefore);
    }

    /// <summary>
    /// A message whose handler starts the members of a node from a cursor on, up to a stop where there is one; it goes to the
    /// queue of the first of them, and stands in line where all of them stand in one.
    /// </summary>
    public static TaskMessage FanOut(Place place, PlanNode node, int cursor, int? stop, FlowValue input)
    {
        if (node.Wait is not null)
            return OfWait(place, new() { Kind = MessageKind.FanOut, Input = node.TakesInput ? input : FlowValue.None }, MessageIds.FanOut(place.Flow.Key, place.Path, cursor), FanOutSubject, null);

        // A value starts what takes it.
        var starts = node.Given is not null && Climb.From(place, succeeded: true) is { Kind: ClimbKind.Next } next ? next.Node : node;
        var line = OrderingKeys.LineOf(starts);
        return Of(
            place,
            new() { Kind = MessageKind.FanOut, Cursor = cursor, Stop = stop, Input = node.TakesInput ? input : FlowValue.None },
            MessageIds.FanOut(place.Flow.Key, place.Path, cursor),
            FanOutSubject,
            line?.QueueName ?? PlainQueue(place, starts),
            line?.OrderingKey,
            null);
    }

    /// <summary>A message that comes when a scope should have ended; it speaks for the body of the scope.</summary>
    public static TaskMessage Limit(Place place, PlanNode node, DateTimeOffset now) => Of(
        place.Child(0),
        new() { Kind = MessageKind.Limit },
        MessageIds.Limit(place.Flow.Key, place.Path),
        LimitSubject,
        PlainQueue(place, node),
        null,
        node.Limit!.Due(now));

    /// <summary>The message by which a flow goes on from a wait that is decided; its value lies in the store.</summary>
    public static TaskMessage Wait(Place place, FlowValue key) =>
        OfWait(place, new() { Kind = MessageKind.Wait, Input = key }, MessageIds.Wait(place.Flow.Key, place.Path), WaitSubject, null);

    /// <summary>A message that comes when the time of a wait is over.</summary>
    public static TaskMessage WaitLimit(Place place, FlowValue key, DateTimeOffset due) =>
        OfWait(place, new() { Kind = MessageKind.WaitLimit, Input = key }, MessageIds.Limit(place.Flow.Key, place.Path), LimitSubject, due);

    /// <summary>The one message that starts a node, whatever it is.</summary>
    public static TaskMessage Start(Place place, FlowValue input, DateTimeOffset now)
    {
        var node = place.Node;
        while (true)
        {
            if (node.Call is { } call)
                return Step(place, call, input, now);
            if (node.IsParallel || node.Children.IsEmpty || node.Limit is not null)
                return FanOut(place, node, 0, Engine.FanOut.FirstStop(node), input);
            (place, node) = (place.Child(0), node.Children[0]);
        }
    }

    private static TaskMessage Step(Place place, StepCall step, Envelope envelope, string id, DateTimeOffset? notBefore) =>
        Of(place, envelope, id, step.Name, step.QueueName, step.OrderingKey, notBefore);

    // A wait has no step of its own: it goes to the queue of what follows it, or of what its flow starts with. It never stands in line.
    private static TaskMessage OfWait(Place place, Envelope envelope, string id, string subject, DateTimeOffset? due)
    {
        return Of(place, envelope, id, subject, PlainQueue(place, place.Node), null, due);
    }

    private static TaskMessage Of(
        Place place, Envelope envelope, string id, string subject, string queue, string? orderingKey, DateTimeOffset? notBefore)
    {
        return new()
        {
            Id = id,
            Queue = queue,
            OrderingKey = orderingKey,
            FlowId = place.Flow.Key.FlowId,
            Subject = subject,
            Step = place.Path.Text,
            Attempt = envelope.Attempt,
            NotBefore = notBefore,
            TraceParent = place.Flow.TraceParent,
            Body = EnvelopeWriter.Write(place, envelope),
        };
    }

    private static DateTimeOffset? NotBefore(StepCall step, DateTimeOffset now)
    {
        if (step.Options is not { } options)
            return null;
        var delayed = options.Delay is { } delay && delay > TimeSpan.Zero ? now + delay : (DateTimeOffset?)null;
        var at = options.At is { } time && time > now ? time : (DateTimeOffset?)null;
        return delayed is null || at > delayed ? at : delayed;
    }

    /// <summary>The queue of the message that starts a node: of its line, where it stands in one, or of its first step.</summary>
    public static string QueueOf(Place place, bool inLine) => (inLine ? OrderingKeys.LineOf(place.Node)?.QueueName : null) ?? PlainQueue(place, place.Node);

    // Messages of the engine's own do not stand in line, unless the steps that they start do. What starts no step goes where what follows it does, or what its flow starts with: some worker takes that.
    private static string PlainQueue(Place place, PlanNode node) => PlainQueue(FirstStep(node) ?? Following(place) ?? FirstStep(place.Flow.Plan.Root) ?? AnyStep(place.Flow.Plan.Root));

    private static string PlainQueue(StepCall? step) => step switch
    {
        null => QueueNames.Default,
        { OrderingKey: not null } => QueueNames.Beside(step.QueueName),
        _ => step.QueueName,
    };

    private static StepCall? Following(Place place)
    {
        for (var above = Climb.From(place, succeeded: true); above.Kind is ClimbKind.Join or ClimbKind.Next; above = Climb.From(above.Place, succeeded: true))
        {
            if (above.Kind == ClimbKind.Next && FirstStep(above.Node) is { } step)
                return step;
        }

        return null;
    }

    private static StepCall? AnyStep(PlanNode root)
    {
        StepCall? found = null;
        _ = PlanWalk.Any(root, n => (found ??= n.Call) is not null);
        return found;
    }

    private static StepCall? FirstStep(PlanNode node) => OrderingKeys.FirstSteps(node).FirstOrDefault();
}
