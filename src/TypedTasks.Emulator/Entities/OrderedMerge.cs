namespace TypedTasks.Emulator.Entities;

/// <summary>Joins sequences that are each in order into one that is, lazily.</summary>
internal static class OrderedMerge
{
    public static IEnumerable<BrokerMessage> Of(params IEnumerable<BrokerMessage>[] sources)
    {
        var open = new PriorityQueue<IEnumerator<BrokerMessage>, long>();
        foreach (var source in sources)
            Advance(source.GetEnumerator());
        while (open.TryDequeue(out var first, out _))
        {
            yield return first.Current;
            Advance(first);
        }

        void Advance(IEnumerator<BrokerMessage> source)
        {
            if (source.MoveNext())
                open.Enqueue(source, source.Current.SequenceNumber);
            else
                source.Dispose();
        }
    }
}
