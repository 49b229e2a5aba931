namespace TypedTasks.Emulator.Entities;

/// <summary>Messages that are to appear later, by time and then by the order in which they came.</summary>
internal sealed class ScheduledList
{
    private readonly SortedSet<(long Due, long Sequence)> _order = [];
    private readonly SortedDictionary<long, (BrokerMessage Message, long Due)> _bySequence = [];

    public int Count => _bySequence.Count;

    public long NextDue => _order.Count == 0 ? long.MaxValue : _order.Min.Due;

    public IEnumerable<BrokerMessage> All => _bySequence.Values.Select(static entry => entry.Message);

    public void Add(BrokerMessage message, long due)
    {
        message.State = MessageState.Scheduled;
        _bySequence.Add(message.SequenceNumber, (message, due));
        _order.Add((due, message.SequenceNumber));
    }

    public BrokerMessage? Cancel(long sequenceNumber)
    {
        if (!_bySequence.Remove(sequenceNumber, out var entry)) return null;
        _order.Remove((entry.Due, sequenceNumber));
        entry.Message.State = MessageState.Gone;
        return entry.Message;
    }

    public BrokerMessage? Find(long sequenceNumber) => _bySequence.GetValueOrDefault(sequenceNumber).Message;

    /// <summary>When a message is to appear, by the clock of its namespace; null if it is not here.</summary>
    public long? DueOf(long sequenceNumber) => _bySequence.TryGetValue(sequenceNumber, out var entry) ? entry.Due : null;

    public BrokerMessage? TakeDue(long now) => NextDue <= now ? Cancel(_order.Min.Sequence) : null;
}
