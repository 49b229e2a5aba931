namespace TypedTasks.Emulator.Entities;

/// <summary>The sessions of an entity: each is held by one consumer at a time, and its messages go to no other.</summary>
internal sealed class SessionTable : IReadyStore
{
    private readonly Dictionary<string, BrokerSession> sessions = new(StringComparer.Ordinal);
    private readonly Queue<BrokerSession> free = new();
    private readonly List<ISessionConsumer> waiting = [];
    private readonly HashSet<BrokerSession> held = [];

    public int Count { get; private set; }

    public IEnumerable<BrokerSession> Held => held;

    public IEnumerable<string> Ids => sessions.Values
        .Where(session => session.Ready.Count + session.Locked.Count > 0 || session.State is not null)
        .Select(session => session.Id).Order(StringComparer.Ordinal);

    /// <summary>The sessions whose state was written after a time.</summary>
    public IEnumerable<string> ChangedAfter(long time) => sessions.Values
        .Where(session => session.State is not null && session.StateChangedAt > time)
        .Select(session => session.Id).Order(StringComparer.Ordinal);

    public long NextDue => held.Count == 0 ? long.MaxValue : held.Min(session => session.LockedUntil);

    public void Add(BrokerMessage message)
    {
        var session = Get(message.Content.SessionId!);
        session.Ready.Add(message);
        Count++;
        List(session);
    }

    public bool Remove(BrokerMessage message)
    {
        if (Find(message.Content.SessionId!) is not { } session || !session.Ready.Remove(message))
            return false;
        Count--;
        Forget(session);
        return true;
    }

    public IEnumerable<BrokerMessage> From(long sequenceNumber) =>
        OrderedMerge.Of([.. sessions.Values.Select(session => session.Ready.From(sequenceNumber))]);

    public BrokerSession? Find(string id) => sessions.GetValueOrDefault(id);

    /// <summary>Gives a session to whoever asked; null if there is none to have or it is held.</summary>
    public BrokerSession? TryAccept(string? id, long lockedUntil)
    {
        var session = id is null ? NextFree() : Get(id);
        if (session is null || session.Owner is not null)
            return null;
        session.LockedUntil = lockedUntil;
        return session;
    }

    public void Hold(BrokerSession session, IConsumer owner)
    {
        session.Owner = owner;
        held.Add(session);
    }

    public void Release(BrokerSession session)
    {
        session.Owner = null;
        held.Remove(session);
        List(session);
        Forget(session);
    }

    public void Wait(ISessionConsumer consumer) => waiting.Add(consumer);

    public void RefuseWaiting(Codec.AmqpError error)
    {
        foreach (var consumer in waiting.ToArray())
            consumer.Refuse(error);
    }

    public void StopWaiting(ISessionConsumer consumer) => waiting.Remove(consumer);

    /// <summary>The next of those who wait for whom there is a session now.</summary>
    public ISessionConsumer? NextWaiting() => waiting.Count > 0 && PeekFree() is not null ? waiting[0] : null;

    public BrokerMessage? Take(BrokerSession session)
    {
        var message = session.Ready.Take();
        if (message is not null)
            Count--;
        return message;
    }

    public void SetState(string id, byte[]? state, long now)
    {
        var session = Get(id);
        session.State = state;
        session.StateChangedAt = now;
        Forget(session);
    }

    public void Forget(BrokerSession session)
    {
        if (session.IsForgettable)
            sessions.Remove(session.Id);
    }

    private BrokerSession Get(string id)
    {
        if (!sessions.TryGetValue(id, out var session))
            sessions.Add(id, session = new BrokerSession(id));
        return session;
    }

    private void List(BrokerSession session)
    {
        if (session.IsListed || session.Owner is not null || session.Ready.Count == 0)
            return;
        session.IsListed = true;
        free.Enqueue(session);
    }

    private BrokerSession? PeekFree()
    {
        while (free.TryPeek(out var session))
        {
            if (session.Owner is null && session.Ready.Count > 0)
                return session;
            free.Dequeue();
            session.IsListed = false;
            Forget(session);
        }

        return null;
    }

    private BrokerSession? NextFree()
    {
        if (PeekFree() is not { } session)
            return null;
        free.Dequeue();
        session.IsListed = false;
        return session;
    }
}
