namespace TypedTasks.Testing;

/// <summary>Messages of an ordered queue that stand behind another with the same key.</summary>
internal sealed class OrderedLines
{
    private readonly Dictionary<string, Queue<InMemoryDelivery>> lines = new(StringComparer.Ordinal);

    public int Waiting { get; private set; }

    public IEnumerable<InMemoryDelivery> All => lines.Values.SelectMany(static l => l);

    /// <summary>Puts a message at the end of its line; true if it is the first.</summary>
    public bool Enter(InMemoryDelivery delivery)
    {
        var key = delivery.Message.OrderingKey!;
        if (!lines.TryGetValue(key, out var line))
        {
            lines.Add(key, new());
            return true;
        }

        line.Enqueue(delivery);
        Waiting++;
        return false;
    }

    /// <summary>Takes the first message out of its line; returns the one whose turn it is now.</summary>
    public InMemoryDelivery? Leave(InMemoryDelivery delivery)
    {
        var key = delivery.Message.OrderingKey!;
        if (!lines[key].TryDequeue(out var next))
        {
            lines.Remove(key);
            return null;
        }

        Waiting--;
        return next;
    }
}
