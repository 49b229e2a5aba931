using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>One end of a link, ours.</summary>
internal abstract class Link(Session session, Attach attach)
{
    // The lower half of the broker's milliseconds: links are many.
    private uint usedAt = unchecked((uint)session.Broker.Clients.Now);

    public Session Session { get; } = session;

    public string Name { get; } = attach.Name;

    public uint Handle { get; } = attach.Handle;

    /// <summary>The peer's own name for where this link leads to; nothing else of its attach is kept.</summary>
    public string? TargetAddress { get; } = attach.TargetAddress;

    /// <summary>The entity that messages come from or go to, if any.</summary>
    public virtual MessageQueue? Entity => null;

    public bool IsClosed { get; private set; }

    /// <summary>Whether it ends when nobody uses it.</summary>
    public virtual bool CanIdle => true;

    /// <summary>Until when the peer's token lets it use the link.</summary>
    public long AllowedUntil { get; set; } = long.MaxValue;

    /// <summary>The path whose claim keeps the link open; null where none is needed.</summary>
    public string? ClaimedPath { get; set; }

    public abstract void OnFlow(in Flow flow);

    public void Use() => usedAt = unchecked((uint)Session.Broker.Clients.Now);

    /// <summary>For how many milliseconds nobody has used it; nothing is idle for the 49 days after which this begins anew.</summary>
    public uint IdleFor(long now) => CanIdle ? unchecked((uint)now - usedAt) : 0;

    /// <summary>Ends the link from our side with an error.</summary>
    public void Detach(AmqpError error)
    {
        if (IsClosed)
            return;
        Session.WriteDetach(Handle, error);
        Close();
    }

    /// <summary>The link is no more, for whatever reason.</summary>
    public void Close()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        OnClosed();
    }

    protected virtual void OnClosed()
    {
        // Most links hold nothing that outlives them.
    }
}
