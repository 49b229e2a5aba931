using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Postgres.Tables;

/// <summary>Messages that were settled without success. One that was carried over keeps its row, without its body, as the mark of it.</summary>
internal sealed class ParkedTable
{
    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<string, string> ids;
    private readonly Statement<ParkedMessage> insert;
    private readonly Statement<FlowKey> carry;
    private readonly Statement<string> delete;

    public ParkedTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.parked";
        ids = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand($"SELECT id FROM {table} WHERE id = ANY($1)").Texts(keys),
            static row => KeyValuePair.Create(row.Text(0), row.Text(0)));
        insert = new(
            table,
            $"INSERT INTO {table}({MessageParameters.Names}, generation, carried) SELECT {MessageParameters.Names}, generation, carried"
            + $" FROM unnest({MessageParameters.Arrays(1)}, $12::int[], $13::bool[]) WITH ORDINALITY AS m({MessageParameters.Names}, generation, carried, ord) ORDER BY ord ON CONFLICT (id) DO NOTHING",
            static (command, rows) => command
                .Messages(rows, static p => p.Message, static p => p.IsCarried ? default : p.Message.Body)
                .Ints(rows, static p => p.Key.Generation).Flags(rows, static p => p.IsCarried));
        carry = new(
            table,
            $"UPDATE {table} AS p SET carried = true, body = '' FROM unnest($1::text[], $2::int[]) AS k(flow, generation) WHERE p.flow = k.flow AND p.generation = k.generation",
            static (command, rows) => command.Texts(rows, static k => k.FlowId).Ints(rows, static k => k.Generation));
        delete = new(table, $"DELETE FROM {table} WHERE flow = ANY($1)", static (command, rows) => command.Texts(rows, static f => f));
    }

    public IKnown Known => ids;

    public bool Has(string id) => ids.Find(id) is not null;

    public IReadOnlyList<TaskMessage> Find(FlowKey key) => tables.Questions.Ask<IReadOnlyList<TaskMessage>>(
        "parked",
        key.FlowId,
        $"{key.Generation}",
        [],
        () => new NpgsqlBatchCommand($"SELECT {MessageParameters.Names} FROM {table} WHERE flow = $1 AND generation = $2 AND NOT carried ORDER BY rank").Text(key.FlowId).Int(key.Generation),
        static row =>
        {
            List<TaskMessage> messages = [];
            while (row.Next())
                messages.Add(MessageParameters.Read(row, 0));
            return messages;
        });

    public void Add(ParkedMessage parked)
    {
        tables.Questions.Change(parked.Key.FlowId);
        ids.Set(parked.Message.Id, parked.Message.Id);
        tables.Writes.Add(insert, parked.Message.Id, parked);
    }

    public void Carry(FlowKey key)
    {
        tables.Questions.Change(key.FlowId);
        tables.Writes.Set(carry, key, key);
    }

    public void Delete(string flow)
    {
        tables.Questions.Change(flow);
        ids.Forget();
        tables.Writes.Set(delete, flow, flow);
    }
}
