using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>The faults that wait for a message to happen to.</summary>
public sealed class TransportFaults
{
    private readonly Lock gate = new();
    private readonly List<Armed> armed = [];
    private volatile bool any;

    internal TransportFaults()
    {
    }

    /// <summary>Makes a fault happen to the next messages that match.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="match">Which messages; null for any. A settlement is matched by the message it settles.</param>
    /// <param name="times">How often.</param>
    public void Inject(TransportFault fault, Func<TaskMessage, bool>? match = null, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (gate)
        {
            armed.Add(new(fault, match, times));
            any = true;
        }
    }

    /// <summary>Forgets the faults that have not happened.</summary>
    public void Clear()
    {
        lock (gate)
        {
            armed.Clear();
            any = false;
        }
    }

    internal bool Take(TransportFault fault, TaskMessage message) => any && TakeArmed(fault, message);

    private bool TakeArmed(TransportFault fault, TaskMessage message)
    {
        lock (gate)
        {
            var found = armed.Find(a => a.Fault == fault && (a.Match is null || a.Match(message)));
            if (found is null)
                return false;
            if (--found.Times == 0)
                armed.Remove(found);
            any = armed.Count > 0;
            return true;
        }
    }

    private sealed class Armed(TransportFault fault, Func<TaskMessage, bool>? match, int times)
    {
        public TransportFault Fault { get; } = fault;

        public Func<TaskMessage, bool>? Match { get; } = match;

        public int Times { get; set; } = times;
    }
}
