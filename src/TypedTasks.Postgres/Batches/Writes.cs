using Npgsql;
using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Batches;

/// <summary>What is to be written. Rows of one statement are written at once; what is written to one row stays in order.</summary>
internal sealed class Writes
{
    private readonly List<Group> groups = [];
    private readonly Dictionary<string, List<Group>> tables = new(StringComparer.Ordinal);

    public bool IsEmpty => groups.Count == 0;

    /// <summary>Writes a row; where the same statement is about to write one of its key, that one gives way.</summary>
    public void Set<TKey, TRow>(Statement<TRow> statement, TKey key, TRow row)
        where TKey : notnull => Find(statement, key).Set(key, row);

    /// <summary>Writes a row, unless the same statement is about to write one of its key.</summary>
    public void Add<TKey, TRow>(Statement<TRow> statement, TKey key, TRow row)
        where TKey : notnull => Find(statement, key).Add(key, row);

    /// <summary>Writes to several tables: nothing that comes later is written before it.</summary>
    public void AddAcross<TRow>(IReadOnlyList<Statement<TRow>> statements, string key, TRow row)
    {
        var first = groups.Count - statements.Count;
        if (first < 0 || groups[^1] is not Group<string, TRow> end || end.Statement != statements[^1])
        {
            first = groups.Count;
            foreach (var statement in statements)
                groups.Add(new Group<string, TRow>(statement));
        }

        for (var i = 0; i < statements.Count; i++)
            ((Group<string, TRow>)groups[first + i]).Add(key, row);
        tables.Clear();
    }

    public void Flush(RoundTrip trip)
    {
        foreach (var group in groups)
            trip.Add(group.ToCommand());
        Clear();
    }

    public void Clear()
    {
        groups.Clear();
        tables.Clear();
    }

    private Group<TKey, TRow> Find<TKey, TRow>(Statement<TRow> statement, TKey key)
        where TKey : notnull
    {
        if (!tables.TryGetValue(statement.Table, out var ofTable))
            tables.Add(statement.Table, ofTable = []);

        // Not before the last group that writes to this row.
        var first = ofTable.Count;
        while (first > 0 && !ofTable[first - 1].Mentions(key))
            first--;
        // With the latest one: some tables number their rows, in the order in which they were added.
        for (var i = ofTable.Count - 1; i >= Math.Max(first - 1, 0); i--)
        {
            if (ofTable[i] is Group<TKey, TRow> known && known.Statement == statement)
                return known;
        }

        var group = new Group<TKey, TRow>(statement);
        groups.Add(group);
        ofTable.Add(group);
        return group;
    }

    private abstract class Group
    {
        public abstract NpgsqlBatchCommand ToCommand();

        /// <summary>Whether it writes to the row of a key, or may do so.</summary>
        public abstract bool Mentions<TKey>(TKey key)
            where TKey : notnull;
    }

    private sealed class Group<TKey, TRow>(Statement<TRow> statement) : Group
        where TKey : notnull
    {
        private readonly List<TRow> rows = [];
        private readonly Dictionary<TKey, int> places = [];

        public Statement<TRow> Statement => statement;

        public void Set(TKey key, TRow row)
        {
            if (places.TryGetValue(key, out var place))
                rows[place] = row;
            else
                Add(key, row);
        }

        public void Add(TKey key, TRow row)
        {
            if (places.TryAdd(key, rows.Count))
                rows.Add(row);
        }

        public override bool Mentions<TOther>(TOther key) => places is not Dictionary<TOther, int> same || same.ContainsKey(key);

        public override NpgsqlBatchCommand ToCommand()
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            statement.Bind(command, rows);
            return command;
        }
    }
}
