namespace TypedTasks.Emulator.Entities;

/// <summary>Messages that are to appear later, by time and then by the order in which they came.</summary>
internal sealed class ScheduledList
{
    private readonly SortedSet<(long Due, long Sequence)> order = [];
    private readonly SortedDictionary<long, (BrokerMessage Message, long Due)> bySequence = [];

    public int Count => bySequence.Count;

    public long NextDue => order.Count == 0 ? long.MaxValue : order.Min.Due;

    public IEnumerable<BrokerMessage> All => bySequence.Values.Select(static entry => entry.Message);

    public void Add(BrokerMessage message, long due)
    {
        message.State = MessageState.Scheduled;
        bySequence.Add(message.SequenceNumber, (message, due));
        order.Add((due, message.SequenceNumber));
    }

    public BrokerMessage? Cancel(long sequenceNumber)
    {
        if (!bySequence.Remove(sequenceNumber, out var entry))
            return null;
        order.Remove((entry.Due, sequenceNumber));
        entry.Message.State = MessageState.Gone;
        return entry.Message;
    }

    public BrokerMessage? Find(long sequenceNumber) => bySequence.GetValueOrDefault(sequenceNumber).Message;

    /// <summary>When a message is to appear, by the clock of its namespace; null if it is not here.</summary>
    public long? DueOf(long sequenceNumber) => bySequence.TryGetValue(sequenceNumber, out var entry) ? entry.Due : null;

    public BrokerMessage? TakeDue(long now) => NextDue <= now ? Cancel(order.Min.Sequence) : null;
}
