namespace TypedTasks.Emulator.Entities;

/// <summary>Messages that wait to be delivered, by sequence number: mostly a queue, with places for those that come back.</summary>
internal sealed class ReadyList : IReadyStore
{
    private static readonly Comparer<BrokerMessage> BySequence =
        Comparer<BrokerMessage>.Create((left, right) => left.SequenceNumber.CompareTo(right.SequenceNumber));

    private readonly SortedSet<BrokerMessage> _returned = new(BySequence);
    private BrokerMessage?[] _ring = new BrokerMessage?[4];
    private int _head;
    private int _length;
    private int _removed;

    public int Count => _length - _removed + _returned.Count;

    public void Add(BrokerMessage message)
    {
        message.State = MessageState.Active;
        if (_length > 0 && At(_length - 1)!.SequenceNumber > message.SequenceNumber)
        {
            _returned.Add(message);
            return;
        }

        if (_length == _ring.Length) Grow();
        _ring[(_head + _length++) & (_ring.Length - 1)] = message;
    }

    public BrokerMessage? Peek()
    {
        TrimHead();
        var front = _length > 0 ? At(0) : null;
        if (_returned.Count == 0) return front;
        var returned = _returned.Min!;
        return front is null || returned.SequenceNumber < front.SequenceNumber ? returned : front;
    }

    public BrokerMessage? Take()
    {
        var message = Peek();
        if (message is null) return null;
        if (_length > 0 && ReferenceEquals(At(0), message)) DropHead();
        else _returned.Remove(message);
        return message;
    }

    public bool Remove(BrokerMessage message)
    {
        if (_returned.Remove(message)) return true;
        var index = IndexOf(message.SequenceNumber);
        if (index >= _length || !ReferenceEquals(At(index), message)) return false;
        if (index == 0)
        {
            DropHead();
            return true;
        }

        // A gap keeps its neighbours where they are; a placeholder keeps the order searchable.
        _ring[(_head + index) & (_ring.Length - 1)] = new BrokerMessage(MessageContent.Empty)
        {
            SequenceNumber = message.SequenceNumber,
            State = MessageState.Gone,
        };
        _removed++;
        return true;
    }

    /// <summary>The messages from a sequence number on, in order.</summary>
    public IEnumerable<BrokerMessage> From(long sequenceNumber)
    {
        using var returned = _returned.GetEnumerator();
        var more = returned.MoveNext();
        for (var i = IndexOf(sequenceNumber); i < _length; i++)
        {
            var next = At(i)!;
            if (next.State == MessageState.Gone) continue;
            for (; more && returned.Current.SequenceNumber < next.SequenceNumber; more = returned.MoveNext())
                if (returned.Current.SequenceNumber >= sequenceNumber) yield return returned.Current;
            yield return next;
        }

        for (; more; more = returned.MoveNext())
            if (returned.Current.SequenceNumber >= sequenceNumber) yield return returned.Current;
    }

    private BrokerMessage? At(int index) => _ring[(_head + index) & (_ring.Length - 1)];

    private int IndexOf(long sequenceNumber)
    {
        int low = 0, high = _length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (At(middle)!.SequenceNumber < sequenceNumber) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void TrimHead()
    {
        while (_length > 0 && At(0)!.State == MessageState.Gone)
        {
            DropHead();
            _removed--;
        }
    }

    private void DropHead()
    {
        _ring[_head] = null;
        _head = (_head + 1) & (_ring.Length - 1);
        if (--_length == 0 && _ring.Length > 1024)
        {
            _ring = new BrokerMessage?[4];
            _head = 0;
        }
    }

    private void Grow()
    {
        var larger = new BrokerMessage?[_ring.Length * 2];
        for (var i = 0; i < _length; i++) larger[i] = At(i);
        _ring = larger;
        _head = 0;
    }
}
