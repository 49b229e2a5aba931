using TypedTasks.Contracts;

namespace TypedTasks.Flows;

/// <summary>Makes the messages of a flow.</summary>
internal static class Messages
{
    public const string FanOutSubject = "typedtasks.fan-out";

    public static TaskMessage Step(Place place, StepNode step, int attempt, FlowValue input, DateTimeOffset? notBefore) => new()
    {
        Id = MessageIds.Step(place.Flow.Key, place.Path, attempt),
        Queue = step.QueueName,
        FlowId = place.Flow.Key.FlowId,
        Subject = step.Task,
        Step = place.Path.Text,
        Attempt = attempt,
        NotBefore = notBefore,
        TraceParent = place.Flow.TraceParent,
        Body = EnvelopeWriter.Write(place, attempt, null, step.TakesInput ? input : FlowValue.None),
    };

    /// <summary>A message whose handler starts the members of a node from a cursor on; it goes to the queue of the first of them.</summary>
    public static TaskMessage FanOut(Place place, PlanNode node, int cursor, int attempt, FlowValue input, DateTimeOffset? notBefore) => new()
    {
        Id = MessageIds.FanOut(place.Flow.Key, place.Path, cursor, attempt),
        Queue = QueueOf(node),
        FlowId = place.Flow.Key.FlowId,
        Subject = FanOutSubject,
        Step = place.Path.Text,
        Attempt = attempt,
        NotBefore = notBefore,
        TraceParent = place.Flow.TraceParent,
        Body = EnvelopeWriter.Write(place, attempt, cursor, node.TakesInput ? input : FlowValue.None),
    };

    /// <summary>The one message that starts a node, whatever it is.</summary>
    public static TaskMessage Start(Place place, FlowValue input, DateTimeOffset now) => place.Node switch
    {
        StepNode step => Step(place, step, 0, input, FlowEngine.NotBefore(step, now)),
        SequenceNode { Items: [StepNode first, ..] } => Step(place.Child(0), first, 0, input, FlowEngine.NotBefore(first, now)),
        var node => FanOut(place, node, 0, 0, input, null),
    };

    private static string QueueOf(PlanNode node) => node switch
    {
        StepNode step => step.QueueName,
        SequenceNode sequence => QueueOf(sequence.Items[0]),
        JoinNode { Members: [var first, ..] } => QueueOf(first),
        EachNode each => QueueOf(each.Body),
        _ => QueueNames.Default,
    };
}
