using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Gives the sessions of an entity to consumers and takes them back.</summary>
internal sealed class SessionDesk(Broker broker, MessageQueue queue)
{
    private static readonly AmqpError MissingId = new(
        ErrorCondition.NotAllowed,
        "The SessionId was not set on a message, and it cannot be sent to the entity. Entities that have session support "
        + "enabled can only receive messages that have the SessionId set to a valid value.");

    public SessionTable Table { get; } = new();

    /// <summary>Why a message cannot be taken here, if so.</summary>
    public static AmqpError? Objection(MessageQueue queue, MessageContent content) =>
        queue.Sessions is not null && content.SessionId is null ? MissingId : null;

    /// <summary>Gives a session to a consumer at once, or lets it wait for the next; false if the session is held by another.</summary>
    public bool Accept(ISessionConsumer consumer)
    {
        if (Table.TryAccept(consumer.SessionId, queue.LockEnd()) is { } session)
            Grant(consumer, session);
        else if (consumer.SessionId is not null)
            return false;
        else
            Table.Wait(consumer);
        return true;
    }

    /// <summary>Extends the lock of a session and of what was received in it; null if it was lost.</summary>
    public long? Renew(string id)
    {
        if (Table.Find(id) is not { Owner: not null } session || session.LockedUntil <= broker.Now)
            return null;
        session.LockedUntil = queue.LockEnd();
        foreach (var message in session.Locked)
            queue.RenewWithSession(message, session.LockedUntil);
        broker.Schedule(queue, session.LockedUntil);
        return session.LockedUntil;
    }

    /// <summary>The holder is gone: what it had locked is free at once, and was a failed delivery only if the lock was lost.</summary>
    public void Release(BrokerSession session, bool lost = false)
    {
        if (session.Owner is null)
            return;
        foreach (var message in session.Locked.ToArray())
        {
            queue.Unlock(message);
            queue.Return(message, countsAsDelivery: lost);
        }

        Table.Release(session);
        broker.Pump(queue);
    }

    /// <summary>Notes a message that is out; returns until when, where its session is held.</summary>
    public long? Lock(BrokerMessage message)
    {
        if (message.Content.SessionId is not { } id || Table.Find(id) is not { } session)
            return null;
        session.Locked.Add(message);
        return session.Owner is null ? null : session.LockedUntil;
    }

    public void Unlock(BrokerMessage message)
    {
        if (Table.Find(message.Content.SessionId!) is not { } session)
            return;
        session.Locked.Remove(message);
        Table.Forget(session);
    }

    public void SetState(string id, byte[]? state)
    {
        Table.SetState(id, state, broker.Now);
        broker.Journal?.SetSessionState(queue, id, state);
    }

    public void Expire(long now)
    {
        foreach (var session in Table.Held.Where(session => session.LockedUntil <= now).ToArray())
        {
            var owner = session.Owner!;
            Release(session, lost: true);
            owner.Close(new(ErrorCondition.SessionLockLost, $"The session lock has expired on the session '{session.Id}'."));
        }
    }

    public void Pump()
    {
        while (Table.NextWaiting() is { } waiting && Table.TryAccept(null, queue.LockEnd()) is { } free)
        {
            Table.StopWaiting(waiting);
            Grant(waiting, free);
        }

        foreach (var session in Table.Held)
        {
            while (session.Owner is { IsReady: true } owner && !HandingOut.MustWait(queue) && queue.TakeLive(session) is { } message)
                HandingOut.Hand(queue, message, owner);
            session.Owner?.TryEndDrain(session.Ready.Count == 0 || broker.Meter.IsSpent);
        }
    }

    private void Grant(ISessionConsumer consumer, BrokerSession session)
    {
        broker.Meter.Other();
        Table.Hold(session, consumer.Grant(session));
        broker.Schedule(queue, session.LockedUntil);
        broker.Pump(queue);
    }
}
