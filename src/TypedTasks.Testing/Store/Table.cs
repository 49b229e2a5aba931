using System.Diagnostics.CodeAnalysis;

namespace TypedTasks.Testing;

/// <summary>Rows by key, every change of which is journaled.</summary>
/// <param name="journal">Where changes are written down.</param>
/// <param name="flowOf">The flow of a row, for tables that are asked for the rows of a flow; null for others.</param>
internal sealed class Table<TKey, TRow>(Journal journal, Func<TKey, TRow, string>? flowOf = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TRow> rows = [];
    private readonly Dictionary<string, HashSet<TKey>> flows = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<TKey, TRow> Rows => rows;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TRow row) => rows.TryGetValue(key, out row);

    /// <summary>The rows of a flow as they are now.</summary>
    public KeyValuePair<TKey, TRow>[] RowsOf(string flow) =>
        flows.TryGetValue(flow, out var keys) ? [.. keys.Select(k => KeyValuePair.Create(k, rows[k]))] : [];

    public bool TryAdd(TKey key, TRow row)
    {
        if (rows.ContainsKey(key))
            return false;
        Set(key, row);
        return true;
    }

    public void Set(TKey key, TRow row)
    {
        var existed = rows.TryGetValue(key, out var before);
        Put(key, row);
        journal.Add(new Change(this, key, before, existed));
    }

    public bool Remove(TKey key)
    {
        if (!rows.TryGetValue(key, out var before))
            return false;
        Drop(key);
        journal.Add(new Change(this, key, before, Existed: true));
        return true;
    }

    private void Put(TKey key, TRow row)
    {
        if (flowOf is not null && rows.TryGetValue(key, out var before) && flowOf(key, before) != flowOf(key, row))
            Drop(key);
        rows[key] = row;
        if (flowOf?.Invoke(key, row) is not { } flow)
            return;
        if (!flows.TryGetValue(flow, out var keys))
            flows.Add(flow, keys = []);
        keys.Add(key);
    }

    private void Drop(TKey key)
    {
        if (!rows.Remove(key, out var row) || flowOf is null)
            return;
        var flow = flowOf(key, row);
        var keys = flows[flow];
        keys.Remove(key);
        if (keys.Count == 0)
            flows.Remove(flow);
    }

    private sealed record Change(Table<TKey, TRow> Table, TKey Key, TRow? Before, bool Existed) : IUndo
    {
        public void Undo()
        {
            if (Existed)
                Table.Put(Key, Before!);
            else
                Table.Drop(Key);
        }
    }
}
