using Npgsql;
using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Batches;

/// <summary>Rows by their key, as the transaction sees them: what was read, with what it has changed.</summary>
/// <param name="tracker">Counts what was asked and is not known.</param>
/// <param name="load">Reads the rows of some keys.</param>
/// <param name="read">Reads one of them.</param>
internal sealed class KnownRows<TKey, TRow>(Tracker tracker, Func<TKey[], NpgsqlBatchCommand> load, Func<ResultRow, KeyValuePair<TKey, TRow>> read) : IKnown
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow?> known = [];
    private readonly HashSet<TKey> missing = [];

    // Changed without having been known: what the table holds is told only after the changes were written.
    private readonly HashSet<TKey> changed = [];
    private bool anyChanged;

    public IEnumerable<KeyValuePair<TKey, TRow?>> All => known;

    public bool NeedsFlush => missing.Count > 0 && (anyChanged || missing.Overlaps(changed));

    /// <summary>A row; null where there is none, or where it has to be read first.</summary>
    public TRow? Find(TKey key)
    {
        if (known.TryGetValue(key, out var row))
            return row;
        missing.Add(key);
        tracker.Miss();
        return null;
    }

    public bool IsKnown(TKey key) => known.ContainsKey(key);

    /// <summary>These rows are read by another statement of the round trip.</summary>
    public void Leave(TKey[] keys) => missing.ExceptWith(keys);

    /// <summary>What was read elsewhere.</summary>
    public void Put(TKey key, TRow? row)
    {
        known[key] = row;
        missing.Remove(key);
    }

    /// <summary>The row is this one from now on, whatever it was.</summary>
    public void Set(TKey key, TRow? row) => Put(key, row);

    /// <summary>The row becomes another one, which depends on what it was.</summary>
    public void Change(TKey key, Func<TRow?, TRow?> change)
    {
        if (known.TryGetValue(key, out var row))
            known[key] = change(row);
        else
            changed.Add(key);
    }

    public void Forget()
    {
        known.Clear();
        anyChanged = true;
    }

    public void Flushed()
    {
        changed.Clear();
        anyChanged = false;
    }

    public void Load(RoundTrip trip)
    {
        if (missing.Count == 0)
            return;
        TKey[] keys = [.. missing];
        missing.Clear();
        trip.Add(load(keys), rows =>
        {
            foreach (var key in keys)
                known.TryAdd(key, null);
            while (rows.Next())
            {
                var (key, row) = read(rows);
                known[key] = row;
            }
        });
    }

    public void ReadAgain()
    {
        missing.UnionWith(known.Keys);
        known.Clear();
    }

    public void Clear()
    {
        known.Clear();
        missing.Clear();
        Flushed();
    }
}
