using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>
/// Something that the product might do wrong, done on purpose between the product and the world, so that nothing of it
/// exists outside of this project. One instance serves one run.
/// </summary>
internal abstract class DeliberateFault
{
    /// <summary>Whether the workers reconcile.</summary>
    public virtual bool Reconciles => true;

    /// <summary>Whether anybody can read the dead-letter queue.</summary>
    public virtual bool SeesDeadLetters => true;

    /// <summary>Whether of a line only the first message comes.</summary>
    public virtual bool LocksLines => true;

    /// <summary>Whether what is given back stands at the end of its line.</summary>
    public virtual bool SendsBackToTheEnd => false;

    /// <summary>Whether what a worker gives back when it stops comes again.</summary>
    public virtual bool HandsBack => true;

    /// <summary>Whether what is sent on is given back instead.</summary>
    public virtual bool CountsWhatIsSentOn => false;

    /// <summary>How old a look at the cancelled scopes the workers trust.</summary>
    public virtual TimeSpan Lag => SimWorld.Lag;

    /// <summary>What happens, on its own, before the store is asked; null for nothing.</summary>
    public virtual Action? BeforeCommit(SimWorld world, IReadOnlyList<StoreOperation> operations) => null;

    public virtual void Commit(SimWorld world, IReadOnlyList<StoreOperation> operations) => world.Commit(operations);

    /// <summary>What the store answers about many flows.</summary>
    public virtual TResult Ask<TResult>(SimWorld world, StoreQuery<TResult> query) => world.Ask(query);

    /// <summary>What a delivery is completed with.</summary>
    public virtual ValueTask<IReadOnlyList<TaskMessage>> CompletingAsync(
        SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages) => new(messages);

    /// <summary>What is sent outside of a delivery.</summary>
    public virtual TaskMessage Sending(TaskMessage message) => message;

    /// <summary>What a delivery shows of its message.</summary>
    public virtual TaskMessage Delivered(TaskMessage message) => message;

    /// <summary>What is sent in the place of a dead letter.</summary>
    public virtual IReadOnlyList<TaskMessage> Replaying(TaskMessage letter, IReadOnlyList<TaskMessage> messages) => messages;

    /// <summary>What a delivery sees of a store that is away; null for what the contract says.</summary>
    public virtual Exception? OfOutage() => null;

    /// <summary>What happens when an attempt fails.</summary>
    public virtual void AttemptFailed(SimWorld world, SimDelivery delivery)
    {
    }

    /// <summary>When the broker delivers a message at the earliest.</summary>
    public virtual DateTimeOffset? NotBefore(TaskMessage message) => message.NotBefore;
}
