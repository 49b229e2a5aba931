using TypedTasks.Engine;
using TypedTasks.Generated;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>A message that was delivered, on its way through the list of <see cref="Dispatcher"/>: what each step finds out, the next ones use.</summary>
/// <param name="delivery">The delivery.</param>
/// <param name="before">The way that it went before under the same delivery, until the store failed; null the first time.</param>
internal sealed class Arrival(IDelivery delivery, Arrival? before = null)
{
    public IDelivery Delivery { get; } = delivery;

    public TaskMessage Message => Delivery.Message;

    /// <summary>Whether an outcome of it may be recorded already, so that the store is asked first.</summary>
    public bool MayBeRecorded => before is not null || Delivery.DeliveryCount > 0 || Message is not { Attempt: 0, Deferral: 0 } || Key.Generation > 0;

    /// <summary>What its body says.</summary>
    public Envelope Envelope { get; private set; } = null!;

    /// <summary>Where in its flow it belongs.</summary>
    public Place Place { get; private set; }

    /// <summary>The node there.</summary>
    public PlanNode Node { get; private set; } = null!;

    public Flow Flow => Place.Flow;

    public FlowKey Key => Envelope.Key;

    public MessageKind Kind => Envelope.Kind;

    /// <summary>Whether a rate limit has given the step its start.</summary>
    public bool HasStart { get; set; } = delivery.Message.HasStart || before is { HasStart: true };

    /// <summary>Whether the store has failed this again and again and answered others meanwhile: what the task throws then is its own.</summary>
    public bool BlamesTask { get; init; }

    /// <summary>The call of the task, where the message runs a step.</summary>
    public StepCall? Call => Envelope is { Kind: MessageKind.Step } ? Node.Call : null;

    /// <summary>The task, once it was found.</summary>
    public TaskDefinition Definition { get; set; } = null!;

    /// <summary>What the step takes, once it was brought in.</summary>
    public FlowValue Input { get; set; }

    /// <summary>The run of the step, from when it may begin until its end is handed off.</summary>
    public RunningStep? Run { get; set; }

    /// <summary>What the task has made of it; null while it has not ended.</summary>
    public StepEnd? End { get; set; }

    /// <summary>One number for all attempts under this delivery, higher than those of all that had the message before.</summary>
    public long RunNumber { get; private set; }

    /// <summary>Whether the store must know when the step runs: compensations wait until nothing runs any more.</summary>
    public bool IsWatched => Call is not null && Place is { Flow: { Stored: true, Plan.IsCompensated: true }, Path.IsAside: false };

    public void Read(Envelope envelope, Place place, PlanNode node)
    {
        Envelope = envelope;
        Place = place;
        Node = node;
        HasStart |= envelope.HasStart;
        RunNumber = EndedStep.Number(envelope, Message.Deferral, Delivery.DeliveryCount);
    }

    /// <summary>The next attempt under the same delivery.</summary>
    public void Repeat(Envelope next)
    {
        Envelope = next;
        End = null;
    }
}
