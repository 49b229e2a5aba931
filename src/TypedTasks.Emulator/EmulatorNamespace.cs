using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Management;
using TypedTasks.Emulator.Namespaces;

namespace TypedTasks.Emulator;

/// <summary>
/// A namespace of an emulator, with entities, counters and a time of its own: what one test has to itself while others run.
/// Disposing of it throws it away with all its messages and sends its clients away.
/// </summary>
public sealed class EmulatorNamespace : IDisposable
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(36_500);
    private readonly NamespaceTable all;
    private bool ended;

    internal EmulatorNamespace(string name, ServerContext context, Listener listener, NamespaceTable all)
    {
        Name = name;
        Context = context;
        Faults = new EmulatorFaults(context.Broker, listener);
        Management = new ManagementApi(context.Broker);
        this.all = all;
    }

    /// <summary>The name of the key that opens it: <c>SharedAccessKeyName</c> in its connection strings.</summary>
    public string Name { get; }

    /// <summary>What a Service Bus client needs to connect. It contains the key: do not log it.</summary>
    public string ConnectionString => all.ConnectionStringOf(Name);

    /// <summary>What an administration client needs to connect; null without an HTTP port. It contains the key: do not log it.</summary>
    public string? AdministrationConnectionString => all.AdministrationConnectionStringOf(Name);

    /// <summary>Failures on purpose, in this namespace alone.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>How much time has passed by <see cref="Advance"/>.</summary>
    internal TimeSpan Ahead
    {
        get
        {
            using (Broker.Enter())
                return TimeSpan.FromMilliseconds(Broker.Ahead);
        }
    }

    internal ServerContext Context { get; }

    internal ManagementApi Management { get; }

    private Broker Broker => ended ? throw new ObjectDisposedException(Name, $"The namespace '{Name}' was thrown away.") : Context.Broker;

    /// <summary>Creates a queue.</summary>
    /// <param name="queue">Its name and behaviour.</param>
    /// <exception cref="ArgumentException">An option is out of range, the name is taken, or it forwards to nothing or in a circle.</exception>
    public void AddQueue(QueueOptions queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        queue.Validate();
        TierRules.Check(Broker.Meter.Tier, queue);
        using (Broker.Enter())
        {
            ForwardGraph.Of(Broker.Directory).Check(queue);
            new Catalogue(Broker, []).Place(queue);
        }
    }

    /// <summary>Creates a topic with its subscriptions.</summary>
    /// <param name="topic">Its name and behaviour.</param>
    /// <exception cref="ArgumentException">An option or a filter is wrong, the name is taken, or a subscription forwards to nothing or in a circle.</exception>
    public void AddTopic(TopicOptions topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        topic.Validate();
        TierRules.Check(Broker.Meter.Tier, topic);
        try
        {
            using (Broker.Enter())
            {
                foreach (var subscription in topic.Subscriptions)
                    ForwardGraph.Of(Broker.Directory).Check(topic.Name, subscription);
                new Catalogue(Broker, []).Place(topic);
            }
        }
        catch (AmqpException refusal)
        {
            throw new ArgumentException(refusal.Message, refusal);
        }
    }

    /// <summary>Counts the messages of a queue or subscription.</summary>
    /// <param name="queue">The name of the queue, or <c>topic/Subscriptions/name</c>.</param>
    /// <returns>The counts at this moment.</returns>
    /// <exception cref="ArgumentException">There is no such entity.</exception>
    public QueueCounts GetCounts(string queue)
    {
        using (Broker.Enter())
        {
            var found = Broker.Directory.FindSource(EntityAddress.Parse(queue)) ?? throw NoEntity(queue);
            return new(found.ActiveCount, found.ScheduledCount, found.DeferredCount, found.SubQueues.DeadLetterCount, found.SubQueues.TransferDeadLetterCount);
        }
    }

    /// <summary>
    /// Lets time pass for everything that waits in the namespace, at once: locks, scheduled messages, times to live, remembered
    /// ids, sessions, transactions and idle entities are that much nearer to their end. The clocks of clients stay as they
    /// are, and so do the times that they give and get: what is scheduled in ten minutes is due in ten minutes.
    /// </summary>
    /// <param name="time">How much time; at most 36,500 days in all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero or too long.</exception>
    public void Advance(TimeSpan time)
    {
        using (Broker.Enter())
        {
            var rest = MostAhead - TimeSpan.FromMilliseconds(Broker.Ahead);
            if (time < TimeSpan.Zero || time > rest)
                throw new ArgumentOutOfRangeException(nameof(time), time, $"Time passes forwards, and by {MostAhead.TotalDays:N0} days in all at most.");
            Broker.Advance((long)time.TotalMilliseconds);
        }
    }

    /// <summary>Lets scheduled messages appear now, in the order of their times, without anything else growing older.</summary>
    /// <param name="entity">The queue or topic whose messages these are; all unless given.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArgumentException">There is no such entity.</exception>
    public int DeliverScheduled(string? entity = null)
    {
        using (Broker.Enter())
        {
            if (entity is null)
                return Broker.Directory.Targets.Sum(static queue => queue.ActivateScheduled(long.MaxValue));
            var found = Broker.Directory.FindTarget(EntityAddress.Parse(entity).Path) ?? throw NoEntity(entity);
            return found.ActivateScheduled(long.MaxValue);
        }
    }

    /// <summary>What the namespace was used for since it was made, or since the last <see cref="ResetUsage"/>.</summary>
    /// <returns>The counters at this moment.</returns>
    public EmulatorUsage GetUsage()
    {
        using (Broker.Enter())
            return Broker.Meter.Read();
    }

    /// <summary>Sets the counters of what the namespace was used for to zero, in one step with reading them.</summary>
    /// <returns>The counters as they were.</returns>
    public EmulatorUsage ResetUsage()
    {
        using (Broker.Enter())
        {
            var usage = Broker.Meter.Read();
            Broker.Meter.Reset();
            return usage;
        }
    }

    /// <summary>Throws the namespace away: its messages are gone, its connections are closed, and its key name opens it no longer.</summary>
    public void Dispose()
    {
        if (!ended)
            all.Remove(Name);
    }

    /// <summary>Whoever still holds an entity finds it gone. Called inside the lock.</summary>
    internal Broker End()
    {
        ended = true;
        Context.Broker.Directory.Clear();
        Context.Broker.Close();
        return Context.Broker;
    }

    private static ArgumentException NoEntity(string name) => new($"There is no entity '{name}'.");
}
