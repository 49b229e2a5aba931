using System.Runtime.InteropServices;

namespace TypedTasks.Emulator.Entities;

/// <summary>The locked messages of one entity, in the order in which their locks end.</summary>
internal sealed class LockList
{
    private readonly Dictionary<long, BrokerMessage> bySequence = [];
    private BrokerMessage? first;
    private BrokerMessage? last;
    private long nonce = Random.Shared.NextInt64();

    public int Count => bySequence.Count;

    public BrokerMessage? First => first;

    public IEnumerable<BrokerMessage> All => bySequence.Values;

    public void Add(BrokerMessage message, long until)
    {
        message.State = MessageState.Locked;
        message.LockToken = NewToken(message.SequenceNumber);
        bySequence.Add(message.SequenceNumber, message);
        Insert(message, until);
    }

    public void Renew(BrokerMessage message, long until)
    {
        Unlink(message);
        Insert(message, until);
    }

    public bool Remove(BrokerMessage message)
    {
        if (message.State != MessageState.Locked || !bySequence.Remove(message.SequenceNumber))
            return false;
        Unlink(message);
        message.LockToken = default;
        return true;
    }

    public BrokerMessage? Find(Guid token)
    {
        var sequence = MemoryMarshal.Cast<Guid, long>(MemoryMarshal.CreateSpan(ref token, 1))[0];
        return bySequence.TryGetValue(sequence, out var message) && message.LockToken == token ? message : null;
    }

    // The sequence number inside the token spares a second index.
    private Guid NewToken(long sequence)
    {
        Span<long> parts = [sequence, ++nonce];
        return MemoryMarshal.Cast<long, Guid>(parts)[0];
    }

    // Locks of one entity last equally long, so this nearly always appends.
    private void Insert(BrokerMessage message, long until)
    {
        message.LockedUntil = until;
        var before = last;
        while (before is not null && before.LockedUntil > until)
            before = before.PreviousLocked;
        var after = before is null ? first : before.NextLocked;
        message.PreviousLocked = before;
        message.NextLocked = after;
        if (before is null)
            first = message;
        else
            before.NextLocked = message;
        if (after is null)
            last = message;
        else
            after.PreviousLocked = message;
    }

    private void Unlink(BrokerMessage message)
    {
        if (message.PreviousLocked is { } before)
            before.NextLocked = message.NextLocked;
        else
            first = message.NextLocked;
        if (message.NextLocked is { } after)
            after.PreviousLocked = message.PreviousLocked;
        else
            last = message.PreviousLocked;
        message.PreviousLocked = message.NextLocked = null;
    }
}
