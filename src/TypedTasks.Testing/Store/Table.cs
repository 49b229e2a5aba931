using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TypedTasks.Testing;

/// <summary>Rows by key; every change of one can be undone.</summary>
/// <param name="undo">Where it is written down which tables changed, in order.</param>
/// <param name="groupOf">The group of a row (mostly its flow), for tables that are asked for the rows of a group; null for others.</param>
internal sealed class Table<TKey, TRow>(UndoLog undo, Func<TKey, TRow, string>? groupOf = null) : IUndo
    where TKey : notnull
{
    private readonly Dictionary<TKey, TRow> rows = [];
    private readonly Dictionary<string, HashSet<TKey>> groups = new(StringComparer.Ordinal);
    private readonly Stack<Change> changes = [];

    public IReadOnlyDictionary<TKey, TRow> Rows => rows;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TRow row) => rows.TryGetValue(key, out row);

    /// <summary>The rows of a group as they are now.</summary>
    public KeyValuePair<TKey, TRow>[] RowsOf(string group) =>
        groups.TryGetValue(group, out var keys) ? [.. keys.Select(k => KeyValuePair.Create(k, rows[k]))] : [];

    public bool TryAdd(TKey key, TRow row)
    {
        if (!rows.TryAdd(key, row))
            return false;
        Join(key, row);
        Remember(new(key, default, Existed: false));
        return true;
    }

    public void Set(TKey key, TRow row) => Remember(Put(key, row));

    public bool Remove(TKey key)
    {
        if (!rows.Remove(key, out var before))
            return false;
        Leave(key, before);
        Remember(new(key, before, Existed: true));
        return true;
    }

    public void Undo()
    {
        var (key, before, existed) = changes.Pop();
        if (existed)
            Put(key, before!);
        else if (rows.Remove(key, out var row))
            Leave(key, row);
    }

    public void Forget() => changes.Clear();

    private void Remember(Change change)
    {
        changes.Push(change);
        undo.Add(this);
    }

    // Keys are hashed once: a join's key is two texts, and each member of a join sets its row.
    private Change Put(TKey key, TRow row)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out var existed);
        var before = place;
        place = row;
        if (groupOf is null || (existed && groupOf(key, before!) == groupOf(key, row)))
            return new(key, before, existed);
        if (existed)
            Leave(key, before!);
        Join(key, row);
        return new(key, before, existed);
    }

    private void Join(TKey key, TRow row)
    {
        if (groupOf?.Invoke(key, row) is not { } group)
            return;
        ref var keys = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, group, out _);
        (keys ??= []).Add(key);
    }

    private void Leave(TKey key, TRow row)
    {
        if (groupOf?.Invoke(key, row) is not { } group || !groups.TryGetValue(group, out var keys))
            return;
        keys.Remove(key);
        if (keys.Count == 0)
            groups.Remove(group);
    }

    private readonly record struct Change(TKey Key, TRow? Before, bool Existed);
}
