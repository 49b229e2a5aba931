using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator;

/// <summary>Makes go wrong on purpose what goes wrong in the cloud by itself, so that a test can show what a program does about it.</summary>
public sealed class EmulatorFaults
{
    private readonly Broker broker;
    private readonly Listener listener;

    internal EmulatorFaults(Broker broker, Listener listener)
    {
        this.broker = broker;
        this.listener = listener;
    }

    /// <summary>Cuts every connection to the namespace without a word, as a broken network does.</summary>
    /// <returns>How many there were.</returns>
    public int DropConnections() => listener.Drop(broker);

    /// <summary>Closes every connection to the namespace with an error, as the cloud does when it moves a namespace.</summary>
    /// <param name="condition">The error condition, for example <c>amqp:connection:forced</c>.</param>
    /// <param name="description">The text of the error.</param>
    /// <returns>How many there were.</returns>
    public int CloseConnections(string condition = ErrorCondition.ConnectionForced, string description = "Closed on purpose.") =>
        listener.Close(broker, new AmqpError(condition, description));

    /// <summary>Ends every link to an entity with an error.</summary>
    /// <param name="entity">The queue, topic or subscription.</param>
    /// <param name="condition">The error condition, for example <c>amqp:link:detach-forced</c>.</param>
    /// <param name="description">The text of the error.</param>
    /// <returns>How many links there were.</returns>
    public int DetachLinks(string entity, string condition = ErrorCondition.DetachForced, string description = "Detached on purpose.") =>
        listener.Detach(Find(entity), new AmqpError(condition, description));

    /// <summary>Refuses the next sends to an entity with <c>com.microsoft:server-busy</c>.</summary>
    /// <param name="entity">The queue or topic.</param>
    /// <param name="sends">How many.</param>
    public void Throttle(string entity, int sends) => Plan(entity, plan => plan.Refuse(sends));

    /// <summary>Loses the next settlements of messages of an entity on their way: the messages stay locked until their time is over.</summary>
    /// <param name="entity">The queue or subscription.</param>
    /// <param name="settlements">How many. Those within transactions do not count.</param>
    public void LoseSettlements(string entity, int settlements) => Plan(entity, plan => plan.LoseSettlements(settlements));

    /// <summary>Holds up the next settlements of messages of an entity, so that they may come when the lock is over.</summary>
    /// <param name="entity">The queue or subscription.</param>
    /// <param name="settlements">How many. Those within transactions do not count.</param>
    /// <param name="delay">For how long, by the clock of the emulator.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is below zero.</exception>
    public void DelaySettlements(string entity, int settlements, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Plan(entity, plan => plan.Delay(settlements, delay));
    }

    /// <summary>Carries out the next settlements in an entity and tells nobody.</summary>
    /// <param name="entity">The queue or subscription.</param>
    /// <param name="settlements">How many.</param>
    public void LoseSettlementAnswers(string entity, int settlements) => Plan(entity, plan => plan.LoseAnswers(settlements));

    /// <summary>Confirms the next completions in an entity and delivers their messages once more all the same.</summary>
    /// <param name="entity">The queue or subscription.</param>
    /// <param name="deliveries">How many.</param>
    public void DuplicateDeliveries(string entity, int deliveries) => Plan(entity, plan => plan.Repeat(deliveries));

    private void Plan(string entity, Action<FaultPlan> change)
    {
        using (broker.Enter())
            change(Find(entity).Faults ??= new FaultPlan());
    }

    private MessageQueue Find(string entity)
    {
        var address = EntityAddress.Parse(entity);
        using (broker.Enter())
        {
            return broker.Directory.FindSource(address) ?? broker.Directory.FindTarget(address.Entity)
                ?? throw new ArgumentException($"There is no entity '{entity}'.");
        }
    }
}
