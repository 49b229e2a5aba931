using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>Members of joins.</summary>
internal sealed class MemberTable
{
    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<JoinMember, Row> members;
    private readonly Statement<MemberAdded> insert;
    private readonly Statement<FailuresForgotten> forget;
    private readonly Statement<MembersFreed> free;

    public MemberTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.members";
        members = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT m.flow, m.join_path, m.idx, {OutcomeParameters.Names("m.")} FROM unnest($1::text[], $2::text[], $3::int[]) AS k(flow, join_path, idx)"
                + $" JOIN {table} AS m ON m.flow = k.flow AND m.join_path = k.join_path AND m.idx = k.idx")
                .Texts(keys, static k => k.FlowId).Texts(keys, static k => k.Join).Ints(keys, static k => k.Index),
            static row => KeyValuePair.Create(new JoinMember(row.Text(0), row.Text(1), row.Int(2)), new Row(OutcomeParameters.Read(row, 3))));
        insert = new(
            table,
            $"INSERT INTO {table}(flow, join_path, idx, {OutcomeParameters.Names()}, place)"
            + " SELECT flow, join_path, idx, kind, json, path, count, failure, nullif(place, 0)"
            + " FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::bytea[], $6::text[], $7::int[], $8::bytea[], $9::int[]) AS m(flow, join_path, idx, kind, json, path, count, failure, place)"
            + " ON CONFLICT DO NOTHING",
            static (command, rows) => command
                .Texts(rows, static m => m.FlowId).Texts(rows, static m => m.Join).Ints(rows, static m => m.Index).Outcomes(rows, static m => m.Outcome)
                .Ints(rows, static m => m.Place));
        forget = new(
            table,
            $"DELETE FROM {table} AS m USING unnest($1::text[], $2::text[]) AS k(flow, join_path) WHERE m.flow = k.flow AND m.join_path = k.join_path AND m.failure IS NOT NULL",
            static (command, rows) => command.Texts(rows, static c => c.FlowId).Texts(rows, static c => c.Join));

        // The joins that keep their members: a pair each, for they belong to their flow.
        free = new(
            table,
            $"UPDATE {table} AS m SET kind = 8, json = NULL, path = NULL, count = 0 WHERE m.flow = ANY($1) AND m.failure IS NULL"
            + " AND NOT EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[]) AS k(flow, join_path) WHERE k.flow = m.flow AND k.join_path = m.join_path)",
            static (command, rows) =>
            {
                FlowPart[] kept = [.. rows.SelectMany(static c => c.KeptJoins.Select(j => new FlowPart(c.FlowId, j)))];
                command.Texts(rows, static c => c.FlowId).Texts(kept, static k => k.FlowId).Texts(kept, static k => k.Path);
            });
    }

    public IKnown Known => members;

    public RecordedOutcome? Find(JoinMember key) => members.Find(key)?.Outcome;

    public void PutUnlessKnown(JoinMember key, RecordedOutcome outcome)
    {
        if (!members.IsKnown(key))
            members.Put(key, new(outcome));
    }

    public IReadOnlyList<int> FindIndices(string flow, string join) => tables.Questions.Ask<IReadOnlyList<int>>(
        "indices",
        flow,
        join,
        [],
        () => new NpgsqlBatchCommand($"SELECT idx FROM {table} WHERE flow = $1 AND join_path = $2").Text(flow).Text(join),
        static row =>
        {
            List<int> indices = [];
            while (row.Next())
                indices.Add(row.Int(0));
            return indices;
        });

    public IReadOnlyList<RecordedOutcome> FindRange(string flow, string join, int first, int count) => tables.Questions.Ask<IReadOnlyList<RecordedOutcome>>(
        "members",
        flow,
        $"{first} {count} {join}",
        [],
        () => new NpgsqlBatchCommand($"SELECT {OutcomeParameters.Names()} FROM {table} WHERE flow = $1 AND join_path = $2 AND idx >= $3 AND kind <> 8 ORDER BY idx LIMIT $4")
            .Text(flow).Text(join).Int(first).Int(count),
        static row =>
        {
            List<RecordedOutcome> found = [];
            while (row.Next())
                found.Add(OutcomeParameters.Read(row, 0));
            return found;
        });

    public IReadOnlyList<EndedMember> FindEnds(string flow, string join, int after, int count) => tables.Questions.Ask<IReadOnlyList<EndedMember>>(
        "ends",
        flow,
        $"{after} {count} {join}",
        [],
        () => new NpgsqlBatchCommand(
            $"SELECT {OutcomeParameters.Names()}, idx, place FROM {table} WHERE flow = $1 AND join_path = $2 AND place > $3 AND kind <> 8 ORDER BY place LIMIT $4")
            .Text(flow).Text(join).Int(after).Int(count),
        static row =>
        {
            List<EndedMember> found = [];
            while (row.Next())
                found.Add(new(row.Int(5), row.Int(6), OutcomeParameters.Read(row, 0)));
            return found;
        });

    public IReadOnlyList<KeyValuePair<string, FlowValue>> FindReferences(string flow) => tables.Questions.Ask<IReadOnlyList<KeyValuePair<string, FlowValue>>>(
        "references",
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT join_path, kind, json, path, count FROM {table} WHERE flow = $1 AND kind BETWEEN 2 AND 7").Text(flow),
        static row =>
        {
            List<KeyValuePair<string, FlowValue>> found = [];
            while (row.Next())
                found.Add(new(row.Text(0), OutcomeParameters.ReadValue(row, 1)));
            return found;
        });

    public void Add(MemberAdded c)
    {
        tables.Questions.Change(c.FlowId);
        var key = new JoinMember(c.FlowId, c.Join, c.Index);
        members.Change(key, known => known ?? new(c.Outcome));
        tables.Writes.Add(insert, key, c);
    }

    public void Forget(FailuresForgotten c)
    {
        tables.Questions.Change(c.FlowId);
        members.Forget();
        tables.Writes.Set(forget, new FlowPart(c.FlowId, c.Join), c);
    }

    public void Free(MembersFreed c)
    {
        tables.Questions.Change(c.FlowId);
        members.Forget();
        tables.Writes.Set(free, c.FlowId, c);
    }

    private sealed record Row(RecordedOutcome Outcome);
}
