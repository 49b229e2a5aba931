using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A receiver that waits for a session: its attach is answered when it has one, or refused when its time is over.</summary>
internal sealed class PendingSessionLink : Link, ISessionConsumer, ITimed
{
    private const long DefaultWaitMilliseconds = 60_000;
    private readonly Attach attach;
    private readonly MessageQueue queue;
    private readonly string path;
    private Flow? flow;
    private bool isDone;

    public PendingSessionLink(Session session, Attach attach, MessageQueue queue, string path, string? sessionId)
        : base(session, attach)
    {
        this.attach = attach;
        this.queue = queue;
        this.path = path;
        SessionId = sessionId;
        var wait = attach.Properties?["com.microsoft:timeout"] is uint milliseconds ? milliseconds : DefaultWaitMilliseconds;
        session.Broker.Schedule(this, session.Broker.Now + wait);
    }

    public string? SessionId { get; }

    /// <summary>It has a time of its own.</summary>
    public override bool CanIdle => false;

    public long NotedDue { get; set; } = long.MaxValue;

    /// <summary>Asks for the session; false if another holds it.</summary>
    public bool TryAccept()
    {
        if (queue.Sessions!.Accept(this))
            return true;
        LinkFactory.Refuse(Session, attach, new(
            ErrorCondition.SessionCannotBeLocked, $"The requested session '{SessionId}' cannot be accepted. It may be locked by another receiver."));
        Close();
        return false;
    }

    /// <summary>Only the last word of the peer counts once there is a session.</summary>
    public override void OnFlow(in Flow flow) => this.flow = flow;

    public IConsumer Grant(BrokerSession session)
    {
        isDone = true;
        var link = new QueueReceiverLink(Session, attach, queue, session);
        Session.Connection.Watch(link, path);
        Session.Replace(link);
        LinkFactory.WelcomeSession(Session, attach, session);
        if (this.flow is { } flow)
            link.OnFlow(flow);
        return link;
    }

    public void OnDue(long now)
    {
        if (!isDone)
            Refuse(new(ErrorCondition.Timeout, "The operation did not complete within the allotted timeout."));
    }

    public void Refuse(AmqpError error)
    {
        if (IsClosed)
            return;
        LinkFactory.Refuse(Session, attach, error);
        Close();
    }

    protected override void OnClosed() => queue.Sessions!.Table.StopWaiting(this);
}
