using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>The queue: messages, their locks, what was accepted before, and the dead letters.</summary>
internal sealed class SimBroker(DeliberateFault? broken)
{
    private readonly HashSet<string> accepted = new(StringComparer.Ordinal);

    public List<SimMessage> Messages { get; } = [];

    public List<DeadLetter> DeadLetters { get; } = [];

    /// <summary>The steps whose messages were given up: they may count as failed, whatever they would have done.</summary>
    public HashSet<string> Lost { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a message; false where duplicate detection accepts and drops it.</summary>
    public bool Accept(TaskMessage message)
    {
        if (!accepted.Add(message.Id))
            return false;
        Messages.Add(new SimMessage(message));
        return true;
    }

    public List<SimMessage> Ready(DateTimeOffset now)
    {
        List<SimMessage> ready = [];
        // Of each line the first message only, and only while nobody has it.
        HashSet<(string, string)> lines = [];
        foreach (var message in Messages)
        {
            if (NotBefore(message.Message) > now)
                continue;
            var isFirst = message.Line is not { } line || lines.Add(line) || broken is { LocksLines: false };
            if (isFirst && message.Lock is null)
                ready.Add(message);
        }

        return ready;
    }

    /// <summary>Whether a worker has a message that it is not through with.</summary>
    public bool IsBusy => Messages.Exists(static m => m.Lock is { IsDone: false, Owner.IsDead: false });

    /// <summary>When the next message is due or its lock runs out; null where nothing waits.</summary>
    public DateTimeOffset? NextDue()
    {
        DateTimeOffset? next = null;
        foreach (var message in Messages)
        {
            var due = message.Lock is null ? NotBefore(message.Message) : message.LockedUntil;
            if (due is { } d && !(d >= next))
                next = d;
        }

        return next;
    }

    private DateTimeOffset? NotBefore(TaskMessage message) => broken is null ? message.NotBefore : broken.NotBefore(message);

    public void Settle(SimMessage message)
    {
        message.IsSettled = true;
        Messages.Remove(message);
    }

    /// <summary>Takes the lock from a message: it comes again, where it stood in its line.</summary>
    public void GiveBack(SimMessage message)
    {
        message.Lock = null;
        message.Deliveries++;
        if (message.Line is null || broken is not { SendsBackToTheEnd: true } || !Messages.Remove(message))
            return;
        Messages.Add(message);
    }

    public void GiveUp(SimMessage message, string reason, string description)
    {
        Settle(message);
        DeadLetters.Add(new DeadLetter(message.Message, reason, description, false));
        Lost.Add(message.Place);
    }
}
