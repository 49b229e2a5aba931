using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>Cancelled scopes, in the order in which they were cancelled.</summary>
internal sealed class CancellationTable
{
    private readonly string insert;
    private readonly KnownRows<FlowKey, HashSet<string>> scopes;
    private readonly List<ScopeCancelled> cancelled = [];

    public CancellationTable(StoreTables tables)
    {
        scopes = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT c.flow, c.generation, array_agg(c.path) FROM unnest($1::text[], $2::int[]) AS k(flow, generation)"
                + $" JOIN {tables.Schema}.cancellations AS c ON c.flow = k.flow AND c.generation = k.generation GROUP BY c.flow, c.generation")
                .Texts(keys, static k => k.FlowId).Ints(keys, static k => k.Generation),
            static row => KeyValuePair.Create(new FlowKey(row.Text(0), row.Int(1)), row.Texts(2).ToHashSet(StringComparer.Ordinal)));
        insert =
            $"""
            WITH fresh AS (
                SELECT k.*, row_number() OVER (ORDER BY k.ord) AS place FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[]) WITH ORDINALITY AS k(flow, generation, path, cancelled, ord)
                WHERE NOT EXISTS (SELECT 1 FROM {tables.Schema}.cancellations AS c WHERE c.flow = k.flow AND c.generation = k.generation AND c.path = k.path)),
            feed AS (UPDATE {tables.Schema}.store SET feed = feed + (SELECT count(*) FROM fresh) RETURNING feed - (SELECT count(*) FROM fresh) AS before)
            INSERT INTO {tables.Schema}.cancellations(sequence, flow, generation, path, cancelled)
            SELECT feed.before + fresh.place, flow, generation, path, cancelled FROM fresh, feed
            """;
    }

    public IKnown Known => scopes;

    public bool Has(FlowKey key, IReadOnlyList<string> paths)
    {
        var known = scopes.Find(key);
        for (var i = 0; i < paths.Count; i++)
        {
            if (known?.Contains(paths[i]) == true || IsFresh(key, paths[i]))
                return true;
        }

        return false;
    }

    public void Add(ScopeCancelled c)
    {
        if (!IsFresh(c.Key, c.Path))
            cancelled.Add(c);
    }

    /// <summary>A flow is deleted: its scopes are not cancelled after all.</summary>
    public void Delete(string flow)
    {
        cancelled.RemoveAll(c => c.Key.FlowId == flow);
        scopes.Forget();
    }

    /// <summary>Takes the numbers, last before the commit: whoever else wants some waits until then, so that they become visible in order.</summary>
    public void Write(RoundTrip trip)
    {
        if (cancelled.Count == 0)
            return;
        trip.Add(new NpgsqlBatchCommand(insert)
            .Texts(cancelled, static c => c.Key.FlowId).Ints(cancelled, static c => c.Key.Generation).Texts(cancelled, static c => c.Path).Times(cancelled, static c => c.At));
    }

    public void Clear() => cancelled.Clear();

    private bool IsFresh(FlowKey key, string path) => cancelled.Exists(c => c.Key == key && c.Path == path);
}
