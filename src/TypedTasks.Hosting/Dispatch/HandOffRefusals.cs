namespace TypedTasks.Hosting.Dispatch;

/// <summary>Remembers why the broker refused a hand-off for good, by message. When that message has come too often, this is what was wrong, and no worker has died on it.</summary>
internal sealed class HandOffRefusals
{
    private const int MostKept = 1000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);
    private readonly Queue<string> order = [];

    /// <summary>Keeps the reason; of a thousand the oldest goes.</summary>
    public void Add(string messageId, string reason)
    {
        lock (gate)
        {
            if (!reasons.ContainsKey(messageId))
                order.Enqueue(messageId);
            reasons[messageId] = reason;
            if (order.Count > MostKept)
                reasons.Remove(order.Dequeue());
        }
    }

    /// <summary>The last reason that this process knows of, or null.</summary>
    public string? Find(string messageId)
    {
        lock (gate)
            return reasons.GetValueOrDefault(messageId);
    }
}
