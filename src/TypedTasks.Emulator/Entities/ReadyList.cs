namespace TypedTasks.Emulator.Entities;

/// <summary>Messages that wait to be delivered, by sequence number: mostly a queue, with places for those that come back.</summary>
internal sealed class ReadyList : IReadyStore
{
    private static readonly Comparer<BrokerMessage> BySequence =
        Comparer<BrokerMessage>.Create((left, right) => left.SequenceNumber.CompareTo(right.SequenceNumber));

    private readonly SortedSet<BrokerMessage> returned = new(BySequence);
    private BrokerMessage?[] ring = new BrokerMessage?[4];
    private int head;
    private int length;
    private int removed;

    public int Count => length - removed + returned.Count;

    public void Add(BrokerMessage message)
    {
        message.State = MessageState.Active;
        if (length > 0 && At(length - 1)!.SequenceNumber > message.SequenceNumber)
        {
            returned.Add(message);
            return;
        }

        if (length == ring.Length)
            Grow();
        ring[(head + length++) & (ring.Length - 1)] = message;
    }

    public BrokerMessage? Peek()
    {
        TrimHead();
        var front = length > 0 ? At(0) : null;
        if (this.returned.Count == 0)
            return front;
        var returned = this.returned.Min!;
        return front is null || returned.SequenceNumber < front.SequenceNumber ? returned : front;
    }

    public BrokerMessage? Take()
    {
        var message = Peek();
        if (message is null)
            return null;
        if (length > 0 && ReferenceEquals(At(0), message))
            DropHead();
        else
            returned.Remove(message);
        return message;
    }

    public bool Remove(BrokerMessage message)
    {
        if (returned.Remove(message))
            return true;
        var index = IndexOf(message.SequenceNumber);
        if (index >= length || !ReferenceEquals(At(index), message))
            return false;
        if (index == 0)
        {
            DropHead();
            return true;
        }

        // A gap keeps its neighbours where they are; a placeholder keeps the order searchable.
        ring[(head + index) & (ring.Length - 1)] = new BrokerMessage(MessageContent.Empty)
        {
            SequenceNumber = message.SequenceNumber,
            State = MessageState.Gone,
        };
        removed++;
        return true;
    }

    /// <summary>The messages from a sequence number on, in order.</summary>
    public IEnumerable<BrokerMessage> From(long sequenceNumber)
    {
        using var returned = this.returned.GetEnumerator();
        var more = returned.MoveNext();
        for (var i = IndexOf(sequenceNumber); i < length; i++)
        {
            var next = At(i)!;
            if (next.State == MessageState.Gone)
                continue;
            for (; more && returned.Current.SequenceNumber < next.SequenceNumber; more = returned.MoveNext())
                if (returned.Current.SequenceNumber >= sequenceNumber)
                    yield return returned.Current;
            yield return next;
        }

        for (; more; more = returned.MoveNext())
            if (returned.Current.SequenceNumber >= sequenceNumber)
                yield return returned.Current;
    }

    private BrokerMessage? At(int index) => ring[(head + index) & (ring.Length - 1)];

    private int IndexOf(long sequenceNumber)
    {
        int low = 0, high = length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (At(middle)!.SequenceNumber < sequenceNumber)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void TrimHead()
    {
        while (length > 0 && At(0)!.State == MessageState.Gone)
        {
            DropHead();
            removed--;
        }
    }

    private void DropHead()
    {
        ring[head] = null;
        head = (head + 1) & (ring.Length - 1);
        if (--length == 0 && ring.Length > 1024)
        {
            ring = new BrokerMessage?[4];
            head = 0;
        }
    }

    private void Grow()
    {
        var larger = new BrokerMessage?[ring.Length * 2];
        for (var i = 0; i < length; i++)
            larger[i] = At(i);
        ring = larger;
        head = 0;
    }
}
