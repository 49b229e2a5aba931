using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Joins.</summary>
internal sealed class JoinTable
{
    private const string Columns = "flow, path, count, compensable, succeeded, ended, state, decided_by, owed, recorded";
    private const int ColumnCount = 10;

    private readonly StoreTables tables;
    private readonly string table;
    private readonly MemberTable members;
    private readonly OwedTable owed;
    private readonly KnownRows<FlowPart, JoinHeader> joins;
    private readonly Statement<JoinHeader> set;

    public JoinTable(StoreTables tables, MemberTable members, OwedTable owed)
    {
        this.tables = tables;
        this.members = members;
        this.owed = owed;
        table = $"{tables.Schema}.joins";
        joins = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT j.{Columns.Replace(", ", ", j.", StringComparison.Ordinal)}, {OutcomeParameters.Names("m.")} FROM unnest($1::text[], $2::text[]) AS k(flow, path)"
                + $" JOIN {table} AS j ON j.flow = k.flow AND j.path = k.path"
                + $" LEFT JOIN {tables.Schema}.members AS m ON j.state <> 0 AND m.flow = j.flow AND m.join_path = j.path AND m.idx = j.decided_by")
                .Texts(keys, static k => k.FlowId).Texts(keys, static k => k.Path),
            row =>
            {
                var join = Read(row);

                // The member that decided it: whoever asks for the join will ask for that one too.
                if (!row.IsNull(ColumnCount))
                    members.PutUnlessKnown(new(join.FlowId, join.Path, join.DecidedBy), OutcomeParameters.Read(row, ColumnCount));
                return KeyValuePair.Create(new FlowPart(join.FlowId, join.Path), join);
            });

        // One statement for new and for changed ones: a transaction writes each once, however many members it has recorded.
        set = new(
            table,
            $"INSERT INTO {table}({Columns}) SELECT flow, path, count, compensable, succeeded, ended, state, decided_by, CASE owed WHEN '' THEN '{{}}' ELSE string_to_array(owed, E'\\n') END, recorded"
            + $" FROM unnest($1::text[], $2::text[], $3::int[], $4::bool[], $5::int[], $6::int[], $7::int[], $8::int[], $9::text[], $10::int[]) AS j({Columns})"
            + " ON CONFLICT (flow, path) DO UPDATE SET succeeded = excluded.succeeded, ended = excluded.ended, state = excluded.state, decided_by = excluded.decided_by, owed = excluded.owed, recorded = excluded.recorded",
            static (command, rows) => command
                .Texts(rows, static j => j.FlowId).Texts(rows, static j => j.Path).Ints(rows, static j => j.Count).Flags(rows, static j => j.IsCompensable)
                .Ints(rows, static j => j.Succeeded).Ints(rows, static j => j.Ended).Ints(rows, static j => (int)j.State).Ints(rows, static j => j.DecidedBy)
                .Texts(rows, static j => string.Join('\n', j.OwedIds)).Ints(rows, static j => j.Recorded));
    }

    public IKnown Known => joins;

    public KnownJoin? Find(string flow, string path)
    {
        if (joins.Find(new(flow, path)) is not { } join)
            return null;
        if (join.State == JoinState.Open)
            return new(join, null, []);
        List<OwedMessage?> due = [.. join.OwedIds.Select(owed.Known.Find)];
        return new(join, members.Find(new(flow, path, join.DecidedBy)), [.. due.Where(static o => o is { Since: not null }).Select(static o => o!.Message)]);
    }

    public IReadOnlyList<JoinWithFailures> FindAll(string flow) => tables.Questions.Ask<IReadOnlyList<JoinWithFailures>>(
        "joins",
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand(
            $"SELECT {Columns}, ARRAY(SELECT m.idx FROM {tables.Schema}.members AS m WHERE m.flow = j.flow AND m.join_path = j.path AND m.failure IS NOT NULL ORDER BY m.idx) FROM {table} AS j WHERE flow = $1")
            .Text(flow),
        static row =>
        {
            List<JoinWithFailures> found = [];
            while (row.Next())
                found.Add(new(Read(row), row.Ints(ColumnCount)));
            return found;
        });

    public IReadOnlyList<string> FindCompensable(string flow) => tables.Questions.Ask<IReadOnlyList<string>>(
        "compensable",
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT path FROM {table} WHERE flow = $1 AND compensable AND state = 1").Text(flow),
        static row =>
        {
            List<string> paths = [];
            while (row.Next())
                paths.Add(row.Text(0));
            return paths;
        });

    public void Set(JoinHeader join)
    {
        tables.Questions.Change(join.FlowId);
        joins.Set(new(join.FlowId, join.Path), join);
        tables.Writes.Set(set, new FlowPart(join.FlowId, join.Path), join);
    }

    private static JoinHeader Read(ResultRow row) => new(row.Text(0), row.Text(1), row.Int(2), row.Flag(3))
    {
        Succeeded = row.Int(4),
        Ended = row.Int(5),
        State = (JoinState)row.Int(6),
        DecidedBy = row.Int(7),
        OwedIds = row.Texts(8),
        Recorded = row.Int(9),
    };
}
