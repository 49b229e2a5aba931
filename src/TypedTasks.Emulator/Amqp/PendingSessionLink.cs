using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A receiver that waits for a session: its attach is answered when it has one, or refused when its time is over.</summary>
internal sealed class PendingSessionLink : Link, ISessionConsumer, ITimed
{
    private const long DefaultWaitMilliseconds = 60_000;
    private readonly Attach _attach;
    private readonly MessageQueue _queue;
    private readonly string _path;
    private Flow? _flow;
    private bool _isDone;

    public PendingSessionLink(Session session, Attach attach, MessageQueue queue, string path, string? sessionId)
        : base(session, attach)
    {
        _attach = attach;
        _queue = queue;
        _path = path;
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
        if (_queue.Sessions!.Accept(this)) return true;
        LinkFactory.Refuse(Session, _attach, new(
            ErrorCondition.SessionCannotBeLocked, $"The requested session '{SessionId}' cannot be accepted. It may be locked by another receiver."));
        Close();
        return false;
    }

    /// <summary>Only the last word of the peer counts once there is a session.</summary>
    public override void OnFlow(in Flow flow) => _flow = flow;

    public IConsumer Grant(BrokerSession session)
    {
        _isDone = true;
        var link = new QueueReceiverLink(Session, _attach, _queue, session);
        Session.Connection.Watch(link, _path);
        Session.Replace(link);
        LinkFactory.WelcomeSession(Session, _attach, session);
        if (_flow is { } flow) link.OnFlow(flow);
        return link;
    }

    public void OnDue(long now)
    {
        if (!_isDone) Refuse(new(ErrorCondition.Timeout, "The operation did not complete within the allotted timeout."));
    }

    public void Refuse(AmqpError error)
    {
        if (IsClosed) return;
        LinkFactory.Refuse(Session, _attach, error);
        Close();
    }

    protected override void OnClosed() => _queue.Sessions!.Table.StopWaiting(this);
}
