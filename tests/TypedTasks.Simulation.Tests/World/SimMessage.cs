using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Simulation.Tests;

/// <summary>A message in the simulated broker.</summary>
internal sealed class SimMessage(TaskMessage message)
{
    public TaskMessage Message => message;

    /// <summary>What its body says.</summary>
    public Envelope Envelope { get; } = EnvelopeReader.Read(message);

    public string Place { get; } = SimPlace.Of(message);

    /// <summary>The queue and the key of its line, or null where it stands in none.</summary>
    public (string Queue, string Key)? Line { get; } = message.OrderingKey is { } key ? (message.Queue, key) : null;

    /// <summary>Whether its time has come: before that no broker gives it up.</summary>
    public bool IsDue(DateTimeOffset now) => !(message.NotBefore > now);

    /// <summary>Whether it has left the queue.</summary>
    public bool IsSettled { get; set; }

    public int Deliveries { get; set; }

    /// <summary>How often it was delivered under this id and those that it had before it was sent on.</summary>
    public int AllDeliveries => message.Deliveries + Deliveries;

    public SimDelivery? Lock { get; set; }

    public DateTimeOffset LockedUntil { get; set; }
}
