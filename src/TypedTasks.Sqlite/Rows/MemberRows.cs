using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Members of joins.</summary>
internal sealed class MemberRows(SqliteDatabase database)
{
    private const int Freed = (int)ValueKind.Freed;

    private readonly Statement find = database.Prepare($"SELECT {OutcomeColumns.Names} FROM members WHERE join_id = ? AND idx = ?");

    private readonly Statement read = database.Prepare(
        $"SELECT {OutcomeColumns.Names} FROM members WHERE join_id = ? AND idx >= ? AND kind <> 8 ORDER BY idx LIMIT ?");

    private readonly Statement inOrder = database.Prepare(
        $"SELECT {OutcomeColumns.Names}, idx, place FROM members WHERE join_id = ? AND place > ? AND kind <> 8 ORDER BY place LIMIT ?");

    private readonly Statement failed = database.Prepare("SELECT idx FROM members WHERE join_id = ? AND failure IS NOT NULL ORDER BY idx");

    private readonly Statement indices = database.Prepare("SELECT idx FROM members WHERE join_id = ?");

    private readonly Statement references = database.Prepare(
        "SELECT j.path, m.kind, m.json, m.path, m.count FROM joins AS j JOIN members AS m ON m.join_id = j.id WHERE j.flow = ? AND m.kind BETWEEN 2 AND 7");

    private readonly Statement insert = database.Prepare(
        $"INSERT INTO members(join_id, idx, place, {OutcomeColumns.Names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement deleteFailed = database.Prepare("DELETE FROM members WHERE join_id = ? AND failure IS NOT NULL");

    private readonly Statement free = database.Prepare(
        "UPDATE members SET kind = ?, json = NULL, path = NULL, count = 0 WHERE join_id = ? AND failure IS NULL");

    private readonly Statement firstFailed = database.Prepare("SELECT idx, failure FROM members INDEXED BY members_failed WHERE join_id = ? AND failure IS NOT NULL ORDER BY idx LIMIT ?");

    private readonly Statement ends = database.Prepare("SELECT idx, failure FROM members WHERE join_id = ? AND idx >= ? AND idx < ? ORDER BY idx");

    public List<MemberEnd> FindFailed(long join, int limit) => ReadEnds(firstFailed.Int(join).Int(limit));

    public List<MemberEnd> FindEnds(long join, int first, int count) => ReadEnds(ends.Int(join).Int(first).Int((long)first + count));

    private static List<MemberEnd> ReadEnds(Statement statement)
    {
        List<MemberEnd> found = [];
        using var rows = statement.Query();
        while (rows.Next())
            found.Add(new(rows.Int(0), rows.BlobOrNull(1)));
        return found;
    }

    public RecordedOutcome? Find(long join, int index)
    {
        using var rows = find.Int(join).Int(index).Query();
        return rows.Next() ? OutcomeColumns.Read(rows, 0) : null;
    }

    public List<RecordedOutcome> Find(long join, int first, int count)
    {
        List<RecordedOutcome> members = [];
        using var rows = read.Int(join).Int(first).Int(count).Query();
        while (rows.Next())
            members.Add(OutcomeColumns.Read(rows, 0));
        return members;
    }

    public List<EndedMember> Ends(long join, int after, int count)
    {
        List<EndedMember> members = [];
        using var rows = inOrder.Int(join).Int(after).Int(count).Query();
        while (rows.Next())
            members.Add(new(rows.Int(5), rows.Int(6), OutcomeColumns.Read(rows, 0)));
        return members;
    }

    public List<int> Failed(long join) => Numbers(failed, join);

    public List<int> Indices(long join) => Numbers(indices, join);

    public List<KeyValuePair<string, FlowValue>> References(string flow)
    {
        List<KeyValuePair<string, FlowValue>> found = [];
        using var rows = references.Text(flow).Query();
        while (rows.Next())
            found.Add(new(rows.Text(0), OutcomeColumns.ReadValue(rows, 1)));
        return found;
    }

    public void Add(long join, MemberAdded member)
    {
        var row = insert.Int(join).Int(member.Index);
        (member.Place == 0 ? row.Null() : row.Int(member.Place)).Outcome(member.Outcome).Run();
    }

    private static List<int> Numbers(Statement statement, long join)
    {
        List<int> numbers = [];
        using var rows = statement.Int(join).Query();
        while (rows.Next())
            numbers.Add(rows.Int(0));
        return numbers;
    }

    public void DeleteFailed(long join) => deleteFailed.Int(join).Run();

    public void Free(long join) => free.Int(Freed).Int(join).Run();
}
