using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>Messages that are due and not known to have reached the broker, and those that wait to become due.</summary>
internal sealed class OwedTable
{
    private const string Columns = $"{MessageParameters.Names}, since, origin, handed_off";

    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<string, OwedMessage> owed;
    private readonly Statement<OwedMessage> insert;
    private readonly Statement<OwedDue> due;
    private readonly Statement<string> wait;
    private readonly Statement<OwedHandedOff> handOff;
    private readonly Statement<string> deleteDue;
    private readonly Statement<string> deleteWaiting;

    public OwedTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.owed";
        owed = new(
            tables.Tracker,
            ids => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE id = ANY($1)").Texts(ids),
            static row => KeyValuePair.Create(row.Text(0), Read(row, 0)));

        // Numbered in the order of the rows: messages of one moment are sent in the order in which they became owed.
        insert = new(
            table,
            $"INSERT INTO {table}({Columns}) SELECT {Columns} FROM unnest({MessageParameters.Arrays(1)}, $12::bigint[], $13::text[], $14::int[]) WITH ORDINALITY"
            + $" AS m({Columns}, ord) ORDER BY ord ON CONFLICT (id) DO NOTHING",
            static (command, rows) => command
                .Messages(rows, static o => o.Message).Times(rows, static o => o.Since).Texts(rows, static o => o.Origin).Ints(rows, static o => (int)o.HandOff));
        due = new(
            table,
            $"UPDATE {table} AS o SET since = c.since FROM unnest($1::text[], $2::bigint[]) AS c(id, since) WHERE o.id = c.id",
            static (command, rows) => command.Texts(rows, static c => c.MessageId).Times(rows, static c => c.Since));
        wait = new(table, $"UPDATE {table} SET since = NULL WHERE id = ANY($1)", static (command, rows) => command.Texts(rows, static id => id));
        handOff = new(
            table,
            $"UPDATE {table} AS o SET since = NULL, handed_off = c.state, body = CASE c.state WHEN 2 THEN ''::bytea ELSE o.body END FROM unnest($1::text[], $2::int[]) AS c(id, state) WHERE o.id = c.id",
            static (command, rows) => command.Texts(rows, static c => c.MessageId).Ints(rows, static c => (int)c.State));
        deleteDue = new(table, $"DELETE FROM {table} WHERE id = ANY($1) AND since IS NOT NULL", static (command, rows) => command.Texts(rows, static id => id));
        deleteWaiting = new(table, $"DELETE FROM {table} WHERE id = ANY($1) AND since IS NULL", static (command, rows) => command.Texts(rows, static id => id));
    }

    public KnownRows<string, OwedMessage> Known => owed;

    public IReadOnlyList<OwedMessage> FindAll(string flow) => tables.Questions.Ask<IReadOnlyList<OwedMessage>>(
        "owed",
        flow,
        "",
        [],
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE flow = $1 ORDER BY rank").Text(flow),
        ReadAll);

    public IReadOnlyList<OwedMessage> FindHandedOff(string flow, string origin) => tables.Questions.Ask<IReadOnlyList<OwedMessage>>(
        "handed off",
        flow,
        origin,
        [],
        () => new NpgsqlBatchCommand($"SELECT {Columns} FROM {table} WHERE flow = $1 AND origin = $2 ORDER BY rank").Text(flow).Text(origin),
        ReadAll);

    public void Add(OwedMessage message)
    {
        tables.Questions.Change(message.Message.FlowId);
        owed.Change(message.Message.Id, known => known ?? message);
        tables.Writes.Add(insert, message.Message.Id, message);
    }

    public void SetDue(OwedDue c)
    {
        Change(c.MessageId, known => known with { Since = c.Since });
        tables.Writes.Set(due, c.MessageId, c);
    }

    public void SetWaiting(string messageId)
    {
        Change(messageId, static known => known with { Since = null });
        tables.Writes.Set(wait, messageId, messageId);
    }

    public void SetHandedOff(OwedHandedOff c)
    {
        Change(c.MessageId, known => known with
        {
            Since = null,
            HandOff = c.State,
            Message = c.State == HandOffState.Settled ? known.Message with { Body = default } : known.Message,
        });
        tables.Writes.Set(handOff, c.MessageId, c);
    }

    public void Delete(OwedDeleted c)
    {
        tables.Questions.Forget();
        owed.Change(c.MessageId, known => known is not null && known.Since is null == c.Waits ? null : known);
        tables.Writes.Set(c.Waits ? deleteWaiting : deleteDue, c.MessageId, c.MessageId);
    }

    private void Change(string messageId, Func<OwedMessage, OwedMessage> change)
    {
        tables.Questions.Forget();
        owed.Change(messageId, known => known is null ? null : change(known));
    }

    private static List<OwedMessage> ReadAll(ResultRow row)
    {
        List<OwedMessage> messages = [];
        while (row.Next())
            messages.Add(Read(row, 0));
        return messages;
    }

    internal static OwedMessage Read(ResultRow row, int first) => new(MessageParameters.Read(row, first), row.TimeOrNull(first + MessageParameters.Count))
    {
        Origin = row.TextOrNull(first + MessageParameters.Count + 1),
        HandOff = (HandOffState)row.Int(first + MessageParameters.Count + 2),
    };
}
