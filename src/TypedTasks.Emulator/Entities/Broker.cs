using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Entities;

/// <summary>One namespace: its entities, its open transactions and its time. All namespaces of an emulator share one lock.</summary>
internal sealed class Broker : IDisposable
{
    private readonly BrokerGate gate;
    private readonly Agenda agenda;

    /// <summary>The only namespace of an emulator, or its first, which keeps what the journal keeps.</summary>
    public Broker(TimeProvider time, ILogger logger, IJournal? journal = null, BrokerSettings? settings = null)
        : this(new BrokerGate(time, journal), logger, journal, settings ?? new())
    {
    }

    private Broker(BrokerGate gate, ILogger logger, IJournal? journal, BrokerSettings settings)
    {
        this.gate = gate;
        agenda = gate.Open();
        Settings = settings;
        Journal = journal;
        Logger = logger;
        Directory = new EntityDirectory(this);
        Transactions = new OpenTransactions(this);
        Meter = new UsageMeter(this, settings.Tier);
    }

    public TimeProvider Time => gate.Time;

    public ILogger Logger { get; }

    public BrokerSettings Settings { get; }

    /// <summary>Where messages are kept beyond the process; null in memory.</summary>
    public IJournal? Journal { get; }

    /// <summary>What keeps the broker from taking messages; null while it is well.</summary>
    public string? Ailment => gate.Journal is { HasFailed: true } ? "The journal can no longer be written." : null;

    public EntityDirectory Directory { get; }

    public OpenTransactions Transactions { get; }

    /// <summary>What the namespace is used for, and how much of it its tier allows.</summary>
    public UsageMeter Meter { get; }

    /// <summary>The clock of the clients, by which their tokens end.</summary>
    public Agenda Clients => gate.Clients;

    /// <summary>Unix milliseconds of this namespace, read once per entry.</summary>
    public long Now => agenda.Now;

    /// <summary>By how many milliseconds its time is ahead of that of the clients.</summary>
    public long Ahead => agenda.Ahead;

    public static string Tracking() => Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);

    /// <summary>Makes another namespace beside this one, in memory.</summary>
    public Broker Beside() => new(gate, Logger, journal: null, Settings);

    public BrokerGate.Scope Enter() => gate.Enter();

    public void Pump(MessageQueue queue) => gate.Pump(queue);

    public void Flush(IOutput output) => gate.Flush(output);

    public void Schedule(ITimed item, long due) => agenda.Schedule(item, due);

    public void Unschedule(ITimed item) => agenda.Unschedule(item);

    /// <summary>A time of this namespace by the clock of the clients; zero, which means never, stays zero.</summary>
    public long ToClients(long milliseconds) => milliseconds == 0 ? 0 : milliseconds - Ahead;

    /// <summary>A time that a client gave, by the clock of this namespace; zero, which means at once, stays zero.</summary>
    public long FromClients(long milliseconds) =>
        milliseconds == 0 ? 0 : milliseconds > long.MaxValue - Ahead ? long.MaxValue : milliseconds + Ahead;

    /// <summary>Lets time pass in this namespace alone.</summary>
    public void Advance(long milliseconds) => agenda.Advance(milliseconds);

    /// <summary>The namespace is no more: nothing happens in it from now on.</summary>
    public void Close() => gate.Close(agenda);

    /// <summary>Ends the emulator.</summary>
    public void Dispose() => gate.Dispose();
}
