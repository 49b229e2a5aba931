using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>Permits and places in line.</summary>
internal sealed class PermitTable
{
    private const string Columns = $"name, holder, run, state, since, has_waited, {MessageParameters.Names}";
    private const int FirstOfMessage = 6;

    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<(string Name, string Holder), Permit> permits;
    private readonly Statement<Permit> take;
    private readonly Statement<Permit> change;
    private readonly Statement<PermitDeleted> delete;
    private readonly Statement<PermitsLost> deleteLost;

    public PermitTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.permits";
        permits = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT p.{Columns.Replace(", ", ", p.", StringComparison.Ordinal)} FROM unnest($1::text[], $2::text[]) AS k(name, holder) JOIN {table} AS p ON p.name = k.name AND p.holder = k.holder")
                .Texts(keys, static k => k.Name).Texts(keys, static k => k.Holder),
            static row => KeyValuePair.Create((row.Text(0), row.Text(1)), Read(row)));
        var values = $"$1::text[], $2::text[], $3::bigint[], $4::int[], $5::bigint[], $6::bool[], {MessageParameters.Arrays(7)}";

        // A row that is there already gets a new rank: the end of the line.
        take = new(
            table,
            $"INSERT INTO {table}({Columns}, rank) SELECT {Columns}, nextval('{tables.Schema}.permit_rank') FROM (SELECT * FROM unnest({values}) WITH ORDINALITY AS p({Columns}, ord) ORDER BY ord) AS p"
            + $" ON CONFLICT (name, holder) DO UPDATE SET {Assign("excluded")}, rank = excluded.rank",
            Bind);
        change = new(
            table,
            $"UPDATE {table} AS p SET {Assign("c")} FROM unnest({values}) AS c({Columns}) WHERE p.name = c.name AND p.holder = c.holder",
            Bind);
        delete = new(
            table,
            $"DELETE FROM {table} AS p USING unnest($1::text[], $2::text[]) AS k(name, holder) WHERE p.name = k.name AND p.holder = k.holder",
            static (command, rows) => command.Texts(rows, static p => p.Name).Texts(rows, static p => p.Holder));
        deleteLost = new(
            table,
            $"DELETE FROM {table} AS p USING unnest($1::text[], $2::bigint[]) AS k(name, before) WHERE p.name = k.name AND p.state > 0 AND p.since < k.before",
            static (command, rows) => command.Texts(rows, static p => p.Name).Times(rows, static p => p.Before));
    }

    public IKnown Known => permits;

    public Permit? Find(string name, string holder) => permits.Find((name, holder));

    public int CountHeld(string name, DateTimeOffset since) => tables.Questions.Ask(
        "held",
        Subject(name),
        $"{since.UtcTicks}",
        whileUnknown: 0,
        () => new NpgsqlBatchCommand($"SELECT count(*)::int FROM {table} WHERE name = $1 AND state = 1 AND since >= $2").Text(name).Time(since),
        static row => row.Next() ? row.Int(0) : 0);

    public Permit? FindNext(string name) => tables.Questions.Ask<Permit[]>(
        "next",
        Subject(name),
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE name = $1 AND state = 0 ORDER BY rank LIMIT 1").Text(name),
        static row => row.Next() ? [Read(row)] : []) is [var first] ? first : null;

    public IReadOnlyList<Permit> FindWaiting(string flow) => tables.Questions.Ask<IReadOnlyList<Permit>>(
        "lines",
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE flow = $1 AND state = 0").Text(flow),
        static row =>
        {
            List<Permit> found = [];
            while (row.Next())
                found.Add(Read(row));
            return found;
        });

    public void Take(Permit permit)
    {
        Set(permit);
        tables.Writes.Set(take, (permit.Name, permit.Holder), permit);
    }

    public void Change(Permit permit)
    {
        Set(permit);
        tables.Writes.Set(change, (permit.Name, permit.Holder), permit);
    }

    public void Delete(PermitDeleted c)
    {
        Stir(c.Name, FindKnown((c.Name, c.Holder)));
        permits.Set((c.Name, c.Holder), null);
        tables.Writes.Set(delete, (c.Name, c.Holder), c);
    }

    public void DeleteLost(PermitsLost c)
    {
        tables.Questions.Change(Subject(c.Name));
        foreach (var (key, permit) in permits.All.ToArray())
        {
            if (key.Name == c.Name && permit is not null && permit.State != PermitState.Waiting && permit.At < c.Before)
                permits.Set(key, null);
        }

        tables.Writes.Set(deleteLost, c.Name, c);
    }

    private void Set(Permit permit)
    {
        Stir(permit.Name, FindKnown((permit.Name, permit.Holder)));
        Stir(permit.Name, permit);
        permits.Set((permit.Name, permit.Holder), permit);
    }

    private Permit? FindKnown((string Name, string Holder) key) => permits.IsKnown(key) ? permits.Find(key) : null;

    // Who asks for the lines that a flow stands in asks about the flow.
    private void Stir(string name, Permit? permit)
    {
        tables.Questions.Change(Subject(name));
        if (permit?.Waiting is { } waiting)
            tables.Questions.Change(waiting.FlowId);
    }

    private static string Subject(string name) => $"permit:{name}";

    private static string Assign(string source) =>
        Columns.Split(", ").Skip(2).Select(c => $"{c} = {source}.{c}").Aggregate(static (a, b) => $"{a}, {b}");

    private static void Bind(NpgsqlBatchCommand command, IReadOnlyList<Permit> rows) => command
        .Texts(rows, static p => p.Name).Texts(rows, static p => p.Holder).Longs(rows, static p => p.Run).Ints(rows, static p => (int)p.State)
        .Times(rows, static p => p.At).Flags(rows, static p => p.HasWaited).Messages(rows, static p => p.Waiting);

    private static Permit Read(ResultRow row) => new(
        row.Text(0),
        row.Text(1),
        row.Long(2),
        (PermitState)row.Int(3),
        row.Time(4),
        row.Flag(5),
        row.IsNull(FirstOfMessage) ? null : MessageParameters.Read(row, FirstOfMessage));
}
