using Npgsql;
using TypedTasks.Postgres.Batches;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Lines of flows.</summary>
internal sealed class TurnTable
{
    private const string Columns = "key, flow, generation, most, held";

    private readonly StoreTables tables;
    private readonly string table;
    private readonly Statement<Turn> insert;
    private readonly Statement<FlowKey> hold;
    private readonly Statement<FlowKey> delete;

    public TurnTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.turns";

        // Numbered in the order of the rows: who comes first is first in line.
        insert = new(
            table,
            $"INSERT INTO {table}({Columns}) SELECT {Columns} FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::bool[]) WITH ORDINALITY AS t({Columns}, ord) ORDER BY ord ON CONFLICT (flow, generation) DO NOTHING",
            static (command, rows) => command
                .Texts(rows, static t => t.Key).Texts(rows, static t => t.Flow.FlowId).Ints(rows, static t => t.Flow.Generation).Ints(rows, static t => t.Limit).Flags(rows, static t => t.IsHeld));
        hold = new(table, $"UPDATE {table} AS t SET held = true {Named("FROM")}", Bind);
        delete = new(table, $"DELETE FROM {table} AS t {Named("USING")}", Bind);
    }

    public Turn? Find(FlowKey flow) => Ask(
        "turn",
        $"{flow}",
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE flow = $1 AND generation = $2").Text(flow.FlowId).Int(flow.Generation)) is [var turn] ? turn : null;

    public IReadOnlyList<Turn> FindHeld(string key) => Ask("held turns", key, () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE key = $1 AND held ORDER BY place").Text(key));

    public IReadOnlyList<Turn> FindWaiting(string key, int count) => Ask(
        "waiting turns",
        key,
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE key = $1 AND NOT held ORDER BY place LIMIT $2").Text(key).Int(count));

    public void Take(Turn turn)
    {
        tables.Questions.Change(Subject);
        tables.Writes.Add(insert, turn.Flow, turn);
    }

    public void Hold(FlowKey flow)
    {
        tables.Questions.Change(Subject);
        tables.Writes.Set(hold, flow, flow);
    }

    public void Delete(FlowKey flow)
    {
        tables.Questions.Change(Subject);
        tables.Writes.Set(delete, flow, flow);
    }

    // Whose line it is that a flow leaves is not told, so a change concerns them all.
    private const string Subject = "turns";

    private Turn[] Ask(string question, string detail, Func<NpgsqlBatchCommand> command) => tables.Questions.Ask<Turn[]>(question, Subject, detail, [], command, ReadAll);

    private static string Named(string from) => $"{from} unnest($1::text[], $2::int[]) AS k(flow, generation) WHERE t.flow = k.flow AND t.generation = k.generation";

    private static void Bind(NpgsqlBatchCommand command, IReadOnlyList<FlowKey> rows) => command.Texts(rows, static f => f.FlowId).Ints(rows, static f => f.Generation);

    private static Turn[] ReadAll(ResultRow row)
    {
        List<Turn> turns = [];
        while (row.Next())
            turns.Add(new(row.Text(0), new(row.Text(1), row.Int(2)), row.Int(3), row.Flag(4)));
        return [.. turns];
    }
}
