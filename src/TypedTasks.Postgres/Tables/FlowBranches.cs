using System.Globalization;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>
/// Finds flows by a filter among many, in one statement. Where one of its conditions selects few flows, those are looked at alone; where none does, matches are near, and the list is read in order until there are
/// enough. Which it is shows when the statement runs: of its branches one is entered.
/// </summary>
internal sealed class FlowBranches(string schema)
{
    private const int Few = 1000;

    /// <summary>As many are sorted by index alone, where nothing else is asked of them.</summary>
    private const int Sortable = 20_000;

    private const string Newest = "accepted DESC, id DESC";

    /// <summary>The branches, as one query.</summary>
    /// <param name="command">Takes what is bound.</param>
    /// <param name="filter">Which flows.</param>
    /// <param name="columns">What is told of each.</param>
    /// <param name="condition">What else is asked of them; its values are bound already.</param>
    /// <param name="order">In which order.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="now">Now, to tell which are late.</param>
    public string Write(NpgsqlBatchCommand command, FlowFilter filter, string columns, string condition, string order, int limit, DateTimeOffset now)
    {
        if (order == Newest && filter.Prefix is { } prefix && AsksNothingElse(filter))
            return WriteNewest(command, prefix, columns, condition, limit, now);

        // Where it is only counted, each of those that no index has in order is looked at anyhow.
        var few = order.Length == 0 && filter is not { Header: null, Prefix: null, Task: null } ? limit : Few;
        var conditions = condition + new FilterConditions(filter, command, schema, now).Text;
        var parts = Parts(filter, command).ToList();
        var most = command.Int(limit).Parameters.Count;
        var rest = string.Create(CultureInfo.InvariantCulture, $"{(order.Length == 0 ? "" : $" ORDER BY {order}")} LIMIT ${most}");
        if (parts.Count == 0)
            return $"SELECT {columns} FROM {schema}.flows WHERE {conditions}{rest}";
        var with = string.Join(", ", parts.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"few{i} AS MATERIALIZED ({p} LIMIT {few})")));
        var branches = parts.Select((_, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"(SELECT {columns} FROM {schema}.flows WHERE id IN (SELECT id FROM few{i}) AND {IsFew(i, few)}{Many(i, few)} AND {conditions}{rest})"));
        return $"WITH {with} SELECT * FROM ({string.Join(" UNION ALL ", branches.Append($"(SELECT {columns} FROM {schema}.flows WHERE true{Many(parts.Count, few)} AND {conditions}{rest})"))}) AS flows{rest}";
    }

    // Where many begin alike, the newest of them may be far from the newest of all. A flow can be there twice, by its id and by its name.
    private string WriteNewest(NpgsqlBatchCommand command, string prefix, string columns, string condition, int limit, DateTimeOffset now)
    {
        var all = Beginning(command, prefix);
        var conditions = condition + new FilterConditions(new() { Prefix = prefix }, command, schema, now).Text;
        var most = command.Int(limit).Parameters.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"WITH alike AS MATERIALIZED ({all} LIMIT {Sortable}) SELECT * FROM ((SELECT {columns} FROM {schema}.flows WHERE id IN (SELECT id FROM alike WHERE (SELECT count(*) FROM alike) < {Sortable} AND {condition} ORDER BY {Newest} LIMIT 2 * ${most}))"
            + $" UNION ALL (SELECT {columns} FROM {schema}.flows WHERE (SELECT count(*) FROM alike) >= {Sortable} AND {conditions} ORDER BY {Newest} LIMIT ${most})) AS flows ORDER BY {Newest} LIMIT ${most}");
    }

    private static bool AsksNothingElse(FlowFilter filter) => filter.States.Count == 0 && filter == new FlowFilter { Prefix = filter.Prefix, States = filter.States };

    private string Beginning(NpgsqlBatchCommand command, string prefix)
    {
        var (first, end) = (Bind(command, prefix), Bind(command, FilterConditions.EndOf(prefix)));
        return $"SELECT id, accepted FROM {schema}.flows WHERE id >= {first} AND id < {end} UNION ALL SELECT id, accepted FROM {schema}.flows WHERE name >= {first} AND name < {end}";
    }

    private static string IsFew(int part, int few) => string.Create(CultureInfo.InvariantCulture, $"(SELECT count(*) FROM few{part}) < {few}");

    private static string Many(int parts, int few) =>
        string.Concat(Enumerable.Range(0, parts).Select(i => string.Create(CultureInfo.InvariantCulture, $" AND (SELECT count(*) FROM few{i}) >= {few}")));

    private IEnumerable<string> Parts(FlowFilter filter, NpgsqlBatchCommand command)
    {
        if (filter.IsQuiet || filter.IsLate)
            yield break;
        if (filter.Failure is { } failure)
            yield return $"SELECT id FROM {schema}.flows WHERE failure_kind = {Bind(command, failure)}";
        if (filter.Name is { } name)
            yield return $"SELECT id FROM {schema}.flows WHERE name = {Bind(command, name)}";
        if (filter.Prefix is { } prefix)
            yield return $"SELECT id FROM ({Beginning(command, prefix)}) AS alike";

        if (filter.Header is { } header)
            yield return $"SELECT flow AS id FROM {schema}.labels WHERE label = {Bind(command, FlowLabels.OfHeader(header.Key, header.Value))}";
        if (filter.Task is { } task)
        {
            yield return $"SELECT flow AS id FROM {schema}.labels WHERE label = {Bind(command, FlowLabels.OfTask(task))}"
                + $" UNION ALL SELECT id FROM {schema}.flows WHERE labels IS NULL AND tasks @> ARRAY[{Bind(command, task)}]";
        }

        if (filter.States.Count > 0)
            yield return $"SELECT id FROM {schema}.flows WHERE state IN ({string.Join(", ", filter.States.Select(static s => (int)s))})";
    }

    private static string Bind(NpgsqlBatchCommand command, string value) =>
        string.Create(CultureInfo.InvariantCulture, $"${command.Text(value).Parameters.Count}");
}
