using System.Diagnostics.CodeAnalysis;

namespace TypedTasks.Testing;

/// <summary>Rows by key; every change of one can be undone.</summary>
/// <param name="undo">Where changes are written down.</param>
/// <param name="groupOf">The group of a row (mostly its flow), for tables that are asked for the rows of a group; null for others.</param>
internal sealed class Table<TKey, TRow>(UndoLog undo, Func<TKey, TRow, string>? groupOf = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TRow> rows = [];
    private readonly Dictionary<string, HashSet<TKey>> groups = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<TKey, TRow> Rows => rows;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TRow row) => rows.TryGetValue(key, out row);

    /// <summary>The rows of a group as they are now.</summary>
    public KeyValuePair<TKey, TRow>[] RowsOf(string group) =>
        groups.TryGetValue(group, out var keys) ? [.. keys.Select(k => KeyValuePair.Create(k, rows[k]))] : [];

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
        undo.Add(new Change(this, key, before, existed));
    }

    public bool Remove(TKey key)
    {
        if (!rows.TryGetValue(key, out var before))
            return false;
        Drop(key);
        undo.Add(new Change(this, key, before, Existed: true));
        return true;
    }

    private void Put(TKey key, TRow row)
    {
        if (groupOf is not null && rows.TryGetValue(key, out var before) && groupOf(key, before) != groupOf(key, row))
            Drop(key);
        rows[key] = row;
        if (groupOf?.Invoke(key, row) is not { } group)
            return;
        if (!groups.TryGetValue(group, out var keys))
            groups.Add(group, keys = []);
        keys.Add(key);
    }

    private void Drop(TKey key)
    {
        if (!rows.Remove(key, out var row) || groupOf is null)
            return;
        var group = groupOf(key, row);
        var keys = groups[group];
        keys.Remove(key);
        if (keys.Count == 0)
            groups.Remove(group);
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
