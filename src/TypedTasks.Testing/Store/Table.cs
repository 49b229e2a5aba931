using System.Diagnostics.CodeAnalysis;

namespace TypedTasks.Testing;

/// <summary>Rows by key, every change of which is journaled.</summary>
internal sealed class Table<TKey, TRow>(Journal journal)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TRow> rows = [];

    public IReadOnlyDictionary<TKey, TRow> Rows => rows;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TRow row) => rows.TryGetValue(key, out row);

    public bool TryAdd(TKey key, TRow row)
    {
        if (!rows.TryAdd(key, row))
            return false;
        journal.Add(new Change(rows, key, default, Existed: false));
        return true;
    }

    public void Set(TKey key, TRow row)
    {
        var existed = rows.TryGetValue(key, out var before);
        rows[key] = row;
        journal.Add(new Change(rows, key, before, existed));
    }

    public bool Remove(TKey key)
    {
        if (!rows.Remove(key, out var before))
            return false;
        journal.Add(new Change(rows, key, before, Existed: true));
        return true;
    }

    private sealed record Change(Dictionary<TKey, TRow> Rows, TKey Key, TRow? Before, bool Existed) : IUndo
    {
        public void Undo()
        {
            if (Existed)
                Rows[Key] = Before!;
            else
                Rows.Remove(Key);
        }
    }
}
