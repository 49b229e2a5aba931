namespace TypedTasks.Emulator.Amqp;

/// <summary>What was delivered in a session and not settled, by delivery id.</summary>
internal sealed class UnsettledDeliveries
{
    private readonly Dictionary<uint, OutgoingDelivery> byId = [];

    public int Count => byId.Count;

    public void Add(uint id, OutgoingDelivery delivery) => byId.Add(id, delivery);

    public bool TryGet(uint id, out OutgoingDelivery delivery) => byId.TryGetValue(id, out delivery);

    public void Remove(uint id) => byId.Remove(id);

    public void Clear() => byId.Clear();

    /// <summary>The ids of a range in their order; ids wrap.</summary>
    public List<uint> Within(uint first, uint last)
    {
        var range = unchecked(last - first);
        var ids = byId.Keys.Where(id => unchecked(id - first) <= range).ToList();
        ids.Sort((left, right) => unchecked(left - first).CompareTo(unchecked(right - first)));
        return ids;
    }
}
