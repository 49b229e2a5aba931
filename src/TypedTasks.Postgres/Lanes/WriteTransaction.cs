using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.State;
using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;

namespace TypedTasks.Postgres.Lanes;

/// <summary>
/// Some calls in one transaction, in two waits for the network where nothing unusual is asked: lock and read, then write and commit. What is read is known before anything is locked, because
/// decisions are made once with nothing known, and note what they ask for.
/// </summary>
internal sealed class WriteTransaction
{
    private readonly StoreConnection connection;
    private readonly ServerClock clock;
    private readonly PostgresState state;
    private readonly string schema;
    private readonly string settings;

    public WriteTransaction(StoreConnection connection, ServerClock clock, PostgresStoreOptions options, string schema)
    {
        this.connection = connection;
        this.clock = clock;
        this.schema = schema;
        state = new(schema, locks: true);
        settings = TransactionSettings.ForWrites(options);
    }

    /// <summary>Records calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="waits">Whether to wait for rows that others have locked.</param>
    /// <returns>The calls that were left out because others hold what they lock.</returns>
    /// <exception cref="CallFailedException">One cannot be decided: nothing is recorded.</exception>
    public List<PendingCall> Run(IReadOnlyList<PendingCall> calls, bool waits)
    {
        HashSet<string> absent = new(StringComparer.Ordinal);
        while (true)
        {
            if (TryRun(calls, waits, absent, out var skipped))
                return skipped;

            // Some flows are not there, and their operations are not about to make them: keys stand in for the rows that would be locked.
            connection.RollBack();
        }
    }

    private bool TryRun(IReadOnlyList<PendingCall> calls, bool waits, HashSet<string> absent, out List<PendingCall> skipped)
    {
        state.Clear();
        skipped = [];
        var open = connection.Open();
        Dictionary<PendingCall, CallLocks> locksOf = calls.ToDictionary(static c => c, static c => new CallLocks(c));
        var uniqueKeys = ReadUniqueKeys(open, locksOf.Values);
        var keys = KeysOf(locksOf, uniqueKeys, absent);
        Note(calls);

        HashSet<string> lockedKeys = new(StringComparer.Ordinal), lockedFlows = new(StringComparer.Ordinal), existing = new(StringComparer.Ordinal);
        var now = DateTimeOffset.MinValue;
        var trip = new RoundTrip();
        trip.Add("BEGIN ISOLATION LEVEL READ COMMITTED");
        trip.Add(new NpgsqlBatchCommand(settings), static _ => { });
        LockKeys(trip, keys, waits, lockedKeys);
        string[] flows = [.. locksOf.Values.SelectMany(static l => l.Flows).Distinct().Order(StringComparer.Ordinal)];
        state.Flows.Lock(trip, flows, waits, lockedFlows, existing);
        state.Plans.Lock(trip, [.. locksOf.Values.SelectMany(static l => l.Plans).Distinct().Order(StringComparer.Ordinal)]);
        trip.Add(new NpgsqlBatchCommand(ServerClock.Sql), row =>
        {
            row.Next();
            now = clock.Observe(row.Long(0));
        });
        state.Load(trip);
        trip.Run(open);

        string[] standIns = [.. flows.Where(f => !existing.Contains(f) && locksOf.Values.All(l => !l.Flows.Contains(f) || l.NeedsStandIn(f)))];
        var known = absent.Count;
        absent.UnionWith(standIns);
        if (absent.Count > known)
            return false;
        List<PendingCall> taken = [];
        foreach (var call in calls)
        {
            var isHeld = locksOf[call].Flows.All(f => lockedFlows.Contains(f) || !existing.Contains(f)) && KeysOf(call, locksOf[call], uniqueKeys, absent).All(lockedKeys.Contains);
            (isHeld ? taken : skipped).Add(call);
        }

        Decide(open, taken, now);
        Commit(open, taken, absent, uniqueKeys, now);
        return true;
    }

    // Flows never change the keys that they were accepted with, so those are read before anything is locked.
    private Dictionary<string, string> ReadUniqueKeys(NpgsqlConnection open, IEnumerable<CallLocks> locks)
    {
        Dictionary<string, string> keys = new(StringComparer.Ordinal);
        string[] flows = [.. locks.SelectMany(static l => l.WithUniqueKey).Distinct()];
        if (flows.Length == 0)
            return keys;
        var trip = new RoundTrip();
        state.Flows.ReadUniqueKeys(trip, flows, keys);
        trip.Run(open);
        return keys;
    }

    private static string[] KeysOf(Dictionary<PendingCall, CallLocks> locks, Dictionary<string, string> uniqueKeys, HashSet<string> absent) =>
        [.. locks.SelectMany(l => KeysOf(l.Key, l.Value, uniqueKeys, absent)).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> KeysOf(PendingCall call, CallLocks locks, Dictionary<string, string> uniqueKeys, HashSet<string> absent)
    {
        foreach (var key in locks.Keys)
            yield return key;
        foreach (var flow in locks.WithUniqueKey)
        {
            if (uniqueKeys.TryGetValue(flow, out var key))
                yield return StoreLock.UniqueKey(key);
        }

        foreach (var flow in locks.Flows)
        {
            if (absent.Contains(flow))
                yield return CallLocks.StandIn(flow);
        }
    }

    private void LockKeys(RoundTrip trip, string[] keys, bool waits, HashSet<string> locked)
    {
        if (keys.Length == 0)
            return;
        trip.Add(new NpgsqlBatchCommand($"INSERT INTO {schema}.locks(key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING").Texts([.. keys]));
        trip.Add(
            new NpgsqlBatchCommand($"SELECT key FROM {schema}.locks WHERE key = ANY($1) ORDER BY key FOR UPDATE{(waits ? "" : " SKIP LOCKED")}").Texts([.. keys]),
            row =>
            {
                while (row.Next())
                    locked.Add(row.Text(0));
            });
    }

    // What comes of these decisions does not count.
    private void Note(IReadOnlyList<PendingCall> calls)
    {
        state.NotesQuestions = true;
        foreach (var call in calls)
        {
            foreach (var operation in call.Operations)
                TryDecide(operation, DateTimeOffset.MinValue, out _);
            state.NotesQuestions = false;
        }
    }

    private void Decide(NpgsqlConnection open, List<PendingCall> calls, DateTimeOffset now)
    {
        List<(PendingCall Call, StoreOperation Operation)> operations = [.. calls.SelectMany(static c => c.Operations.Select(o => (c, o)))];
        var next = 0;
        while (true)
        {
            var isComplete = true;
            state.NotesQuestions = true;
            for (var i = next; i < operations.Count; i++)
            {
                var (call, operation) = operations[i];
                IReadOnlyList<StoreChange>? changes;
                try
                {
                    // Once one lacks something, the others only say what they ask for: what it changes may concern them.
                    if (!TryDecide(operation, now, out changes))
                        isComplete = state.NotesQuestions = false;
                }
                catch (Exception e) when (isComplete)
                {
                    throw new CallFailedException(call, e);
                }
                catch (Exception) when (!isComplete)
                {
                    continue; // It is decided again, and then what it throws counts.
                }

                if (!isComplete)
                    continue;
                foreach (var change in changes!)
                    state.Apply(change);
                next = i + 1;
            }

            if (isComplete)
                return;
            var trip = new RoundTrip();
            state.Load(trip);
            trip.Run(open);
        }
    }

    private bool TryDecide(StoreOperation operation, DateTimeOffset now, out IReadOnlyList<StoreChange>? changes)
    {
        var misses = state.Misses;
        changes = null;
        try
        {
            changes = StoreDecisions.Decide(operation, state, now);
        }
        catch (Exception) when (state.Misses != misses)
        {
            // Decided with too little: what it threw means nothing.
        }

        return state.Misses == misses;
    }

    private void Commit(NpgsqlConnection open, List<PendingCall> calls, HashSet<string> absent, Dictionary<string, string> uniqueKeys, DateTimeOffset now)
    {
        var trip = new RoundTrip();

        // Keys that nobody needs any more: those of flows and workers that are gone, and those that stood in for a row. Whoever waits for one finds that it went, and begins anew.
        string[] unneeded =
        [
            .. calls.SelectMany(static c => c.Operations).OfType<DeleteFlow>().Where(d => d.Result && uniqueKeys.ContainsKey(d.FlowId)).Select(d => StoreLock.UniqueKey(uniqueKeys[d.FlowId])),
            .. calls.SelectMany(static c => c.Operations).OfType<RemoveWorker>().Where(static r => r.Result).Select(static r => r.Lock.Key!),
            .. absent.Select(CallLocks.StandIn),
        ];
        if (unneeded.Length > 0)
            trip.Add(new NpgsqlBatchCommand($"DELETE FROM {schema}.locks WHERE key = ANY($1)").Texts(unneeded));
        state.Finish(trip, now);
        trip.Add("COMMIT");
        trip.Run(open);
    }
}
