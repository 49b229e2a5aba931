using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>The queue: messages, their locks, what was accepted before, and the dead letters.</summary>
internal sealed class SimBroker(DeliberateFault? broken)
{
    /// <summary>How many messages are sent at most in one transaction with the completion of another.</summary>
    public const int MostSends = 99;

    /// <summary>How large a transaction may be, as the smallest tier of the service has it.</summary>
    public const int MostBytes = 256 * 1024;

    // What a message has beside its body, roughly.
    private const int Properties = 256;

    private readonly HashSet<string> accepted = new(StringComparer.Ordinal);
    private int letters;

    public List<SimMessage> Messages { get; } = [];

    /// <summary>The dead letters that nobody has removed, the oldest first.</summary>
    public List<SimLetter> Letters { get; } = [];

    /// <summary>The steps whose messages were given up, and in which generation last: they may count as failed, whatever they would have done.</summary>
    public Dictionary<string, int> Lost { get; } = new(StringComparer.Ordinal);

    /// <summary>Why no broker takes these messages in one transaction with a completion; null where it does.</summary>
    public static string? Refusal(IReadOnlyList<TaskMessage> messages)
    {
        if (messages.Count > MostSends)
            return $"{messages.Count} messages and a completion in one transaction";
        var bytes = messages.Sum(static m => m.Body.Length + m.Step.Length + Properties);
        return bytes > MostBytes ? $"{bytes} bytes in one transaction" : null;
    }

    /// <summary>Takes a message; null where duplicate detection accepts and drops it.</summary>
    public SimMessage? Accept(TaskMessage message)
    {
        if (!accepted.Add(message.Id))
            return null;
        var fresh = new SimMessage(message);
        Messages.Add(fresh);
        return fresh;
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
    public void GiveBack(SimMessage message, bool counts = true)
    {
        message.Lock = null;
        message.Deliveries += counts ? 1 : 0;
        if (message.Line is null || broken is not { SendsBackToTheEnd: true } || !Messages.Remove(message))
            return;
        Messages.Add(message);
    }

    /// <summary>No worker is to run a message any more.</summary>
    public void Lose(SimMessage message) =>
        Lost[message.Place] = Math.Max(Lost.GetValueOrDefault(message.Place), message.Envelope.Key.Generation);

    /// <summary>Loses every message. What it has accepted before it knows still: under an id that it had nothing is taken.</summary>
    public void LoseAll()
    {
        foreach (var message in Messages)
            message.IsSettled = true;
        Messages.Clear();
    }

    public void GiveUp(SimMessage message, string reason, string description)
    {
        Settle(message);
        Letters.Add(new SimLetter(letters++, new DeadLetter(message.Message, reason, description, false)));
        Lose(message);
    }
}
