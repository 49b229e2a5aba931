namespace TypedTasks.Emulator.Entities;

/// <summary>Messages that are to appear later, by time and then by the order in which they came.</summary>
internal sealed class ScheduledList
{
    private readonly SortedSet<(long Due, long Sequence)> _order = [];
    private readonly SortedDictionary<long, BrokerMessage> _bySequence = [];

    public int Count => _bySequence.Count;

    public long NextDue => _order.Count == 0 ? long.MaxValue : _order.Min.Due;

    public IEnumerable<BrokerMessage> All => _bySequence.Values;

    public void Add(BrokerMessage message)
    {
        message.State = MessageState.Scheduled;
        _bySequence.Add(message.SequenceNumber, message);
        _order.Add((message.DueAt, message.SequenceNumber));
    }

    public BrokerMessage? Cancel(long sequenceNumber)
    {
        if (!_bySequence.Remove(sequenceNumber, out var message)) return null;
        _order.Remove((message.DueAt, sequenceNumber));
        message.State = MessageState.Gone;
        return message;
    }

    public BrokerMessage? Find(long sequenceNumber) => _bySequence.GetValueOrDefault(sequenceNumber);

    public BrokerMessage? TakeDue(long now) => NextDue <= now ? Cancel(_order.Min.Sequence) : null;
}
